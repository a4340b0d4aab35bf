import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InventoryFault, readInventory } from '#studio/services/read-inventory.ts'
import { changed, english, faultOf } from './faulty-english.ts'

describe('broken JSON is told with its line', () => {
  test.each([
    ['a comma missing', '"spokenText": "cat",', '"spokenText": "cat"', 'phonemes[3].accents', 1, /comma/],
    [
      'a quotation mark missing',
      '"spokenText": "cat",',
      '"spokenText": "cat,',
      'phonemes[3].spokenText',
      0,
      /quotation/,
    ],
    ['a comment', '"spokenText": "cat",', '"spokenText": "cat", // a word', 'phonemes[3]', 0, /comment/],
    ['a value missing', '"spokenText": "cat",', '"spokenText": ,', 'phonemes[3].spokenText', 0, /value/],
    [
      'a wrong escape',
      '"spokenText": "cat",',
      String.raw`"spokenText": "c\at",`,
      'phonemes[3].spokenText',
      0,
      /backslash/,
    ],
  ])('%s', (_, from, to, field, linesLater, reason) => {
    const { text, line } = changed(from, to)
    const fault = faultOf(text)
    expect(fault.reason).toMatch(reason)
    expect(fault).toMatchObject({ line: line + linesLater, field })
  })

  test('a file that ends too early is told at its end', () => {
    const text = english.slice(0, english.indexOf('"spokenText": "cat"'))
    expect(faultOf(text).line).toBe(text.split('\n').length)
  })

  test('an empty file, and a file of something else', () => {
    expect(faultOf('')).toMatchObject({ line: 1, column: 1, field: '' })
    expect(faultOf('[]')).toMatchObject({
      line: 1,
      column: 1,
      field: '',
      reason: expect.stringContaining('object') as string,
    })
    expect(faultOf('IPA;word\n').line).toBe(1)
  })

  test('whatever is cut out of the file, a place inside it is told', () => {
    const some = english.slice(0, 9000)
    const lines = some.split('\n').length
    fc.assert(
      fc.property(fc.nat(some.length - 1), fc.integer({ min: 1, max: 60 }), (from, length) => {
        const fault = faultOf(some.slice(0, from) + some.slice(from + length))
        expect(fault.line).toBeGreaterThanOrEqual(1)
        expect(fault.line).toBeLessThanOrEqual(lines)
        expect(fault.column).toBeGreaterThanOrEqual(1)
        expect(fault.reason).not.toBe('')
      }),
      { numRuns: 300 },
    )
  })

  test('any text at all is read or refused, never anything else', () => {
    const key = fc.constantFrom('id', 'name', 'phonemes', '__proto__', 'constructor', 'categories')
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.string(),
        fc.double(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        tie('object'),
      ),
      object: fc.dictionary(key, tie('value'), { noNullPrototype: false }),
    }))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          json.value.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          expect(faultOf(text)).toBeInstanceOf(InventoryFault)
        },
      ),
    )
  })
})

test('a byte order mark and Windows line ends do not matter', () => {
  const windows = `\uFEFF${english.replaceAll('\n', '\r\n')}`
  expect(readInventory(windows, 'my.json')).toEqual(readInventory(english, 'my.json'))
  const { text, line } = changed('"spokenText": "cat"', '"spokenText": 7')
  expect(faultOf(`\uFEFF${text.replaceAll('\n', '\r\n')}`).line).toBe(line)
})
