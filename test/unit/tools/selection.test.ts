import { expect, test } from 'vitest'
import { readSelection, type Selection } from '../../../tools/test/selection.ts'

const nothing: Selection = { checks: [], vitest: undefined, playwright: undefined, long: false }

function select(...words: string[]): Selection | string {
  const read = readSelection(words)
  return read.kind === 'selection' ? read.selection : read.sentence
}

test('without words everything runs but the long tests', () => {
  const everything = { projects: [], paths: [] }
  const checks = ['format', 'lint', 'types', 'fences']
  expect(select()).toEqual({ checks, vitest: everything, playwright: { paths: [] }, long: false })
  expect(select('--long')).toMatchObject({ checks: [...checks, 'mutation'], long: true })
})

test('a step by its name', () => {
  expect(select('lint')).toEqual({ ...nothing, checks: ['lint'] })
  expect(select('mutation')).toEqual({ ...nothing, checks: ['mutation'] })
  expect(select('unit', 'faults')).toEqual({ ...nothing, vitest: { projects: ['unit', 'faults'], paths: [] } })
  expect(select('e2e')).toEqual({ ...nothing, playwright: { paths: [] } })
})

test('a path goes to the runner that its tests belong to', () => {
  expect(select('test/unit/tools')).toEqual({ ...nothing, vitest: { projects: [], paths: ['test/unit/tools'] } })
  expect(select('test/e2e/record.spec.ts')).toEqual({ ...nothing, playwright: { paths: ['test/e2e/record.spec.ts'] } })
})

test('an unknown flag is refused in a sentence', () => {
  expect(select('--fast')).toBe('"--fast" is no flag of npm test; "npm test -- --help" lists them.')
})
