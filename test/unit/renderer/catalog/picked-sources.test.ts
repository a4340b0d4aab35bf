import { expect, it } from 'vitest'
import { noSourcesPicked, pickedAmong, pickSource } from '#renderer/catalog/picked-sources.ts'
import { aSource } from '#test/builders.ts'

it('of all that is ticked, one can be left out; the others that are read stay ticked', () => {
  const [first, second] = [aSource({}), aSource({})]
  const read = [{ source: first }, { source: second }]
  expect(pickedAmong({ kind: 'all' }, 'not read yet')).toBe(true)
  const others = pickSource({ kind: 'all' }, read, first.id, false)
  expect([first, second].map(({ id }) => pickedAmong(others, id))).toEqual([false, true])
  expect(pickedAmong(pickSource(noSourcesPicked, read, first.id, false), first.id)).toBe(true)
})
