import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { readJson } from '#shared/node/bundle/read-json.ts'

const read = (text: string) => readJson(Buffer.from(text), 'data/catalog.json')
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

it('reads whatever JSON says', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(JSON.stringify(read(text))).toBe(JSON.stringify(JSON.parse(text)))
    }),
  )
})

it('goes 64 values deep and no further; brackets in a text are text', () => {
  expect(JSON.stringify(read(nested(64)))).toBe(nested(64))
  expect(() => read(nested(65))).toThrow(expect.objectContaining({ code: 'JSON_TOO_DEEP' }))
  const text = `\\"${'['.repeat(100)}\\`
  expect(read(JSON.stringify([text, '\\']))).toEqual([text, '\\'])
  expect(() => read(`"\\\\",${'['.repeat(65)}`)).toThrow(expect.objectContaining({ code: 'JSON_TOO_DEEP' }))
})

it('refuses a text that does not end', () => {
  expect(() => read('{"a": "never ends')).toThrow(expect.objectContaining({ code: 'JSON_BROKEN' }))
})
