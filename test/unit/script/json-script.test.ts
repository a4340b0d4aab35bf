import { describe, expect, test } from 'vitest'
import { parseScriptFile } from '#shared/node/script/parse-script-file.ts'
import { askedFor, english, faultOf } from './english.ts'

const script = `{
  "format": "phoneme-studio-script",
  "version": 1,
  "title": "Front vowels, first round",
  "order": "shuffled",
  "takes": 2,
  "prompts": [
    { "phoneme": "iː", "context": "isolated", "prompt": 1, "takes": 4 },
    { "phoneme": "/i:/", "context": "word", "prompt": "sheep" },
    { "phoneme": "I", "context": "syllable", "prompt": "019b8d62-7ac3-76dd-ac0c-5c38fba7e34b" },
    { "phoneme": "019b8d62-7a8e-7635-8cc3-b03e62656639", "context": "word" }
  ]
}
`
const changed = (from: string, to: string) => {
  expect(script).toContain(from)
  return script.replace(from, to)
}
const lineOf = (piece: string) => script.slice(0, script.indexOf(piece)).split('\n').length

test('a phoneme is named by symbol, alias or id; a prompt by number, text or id, or all of a context are meant', () => {
  expect(askedFor(script)).toEqual([
    'iː isolated /iː/ as in eat × 4',
    'iː word sheep × 2',
    'ɪ syllable /bɪt/ as in bit × 2',
    'æ word apple × 2',
    'æ word cat × 2',
    'æ word map × 2',
  ])
  const { script: read, order } = parseScriptFile(script, 'a.json', english)
  expect([read.title, order]).toEqual(['Front vowels, first round', 'shuffled'])
})

test('without an order the prompts stand as written, without takes there are three', () => {
  const plain = changed('"order": "shuffled",', '').replace('"takes": 2,', '')
  expect(parseScriptFile(plain, 'a.json', english).order).toBe('as-written')
  expect(askedFor(plain)[1]).toBe('iː word sheep × 3')
})

test('what a file is, its content says; a byte order mark and Windows line ends do not matter', () => {
  const windows = `\uFEFF${script.replaceAll('\n', '\r\n')}`
  expect(askedFor(windows, 'monday.csv')).toEqual(askedFor(script, 'monday.json'))
  const wrong = `\uFEFF${changed('"sheep"', '"sheeep"').replaceAll('\n', '\r\n')}`
  expect(faultOf(wrong).line).toBe(lineOf('"sheep"'))
})

describe('what is wrong is told with its line and field, and what would be right', () => {
  const cases: [string, string, string, string, RegExp][] = [
    ['a comma missing', '"takes": 2,', '"takes": 2', 'prompts', /comma/],
    ['another format', '"phoneme-studio-script"', '"playlist"', 'format', /"phoneme-studio-script"/],
    ['a version of the future', '"version": 1', '"version": 2', 'version', /newer studio/],
    ['a version of another kind', '"version": 1', '"version": "1"', 'version', /is not 1/],
    ['an empty title', '"Front vowels, first round"', '" "', 'title', /empty/],
    ['a title that goes over two lines', 'vowels, first', 'vowels\\nfirst', 'title', /line end/],
    ['a title too long', 'Front', 'Front'.repeat(30), 'title', /100/],
    ['an unknown order', '"shuffled"', '"random"', 'order', /inventory, shuffled, missing-most/],
    ['no takes at all', '"takes": 2', '"takes": 0', 'takes', /1 to 20/],
    ['too many takes', '"takes": 4', '"takes": 21', 'prompts[0].takes', /1 to 20/],
    ['takes in quotation marks', '"takes": 4', '"takes": "4"', 'prompts[0].takes', /1 to 20/],
    ['a phoneme of another language', '"iː"', '"ɯ"', 'prompts[0].phoneme', /no phoneme of the inventory/],
    ['a word in place of a phoneme', '"iː"', '"sheep"', 'prompts[0].phoneme', /did you mean iː\?/],
    ['no phoneme', '"iː"', '""', 'prompts[0].phoneme', /write a symbol/],
    ['an unknown context', '"syllable"', '"sentence"', 'prompts[2].context', /isolated, syllable or word/],
    ['a context in capitals', '"syllable"', '"Syllable"', 'prompts[2].context', /isolated, syllable or word/],
    ['a prompt that is not there', '"sheep"', '"ship"', 'prompts[1].prompt', /1 "eat", 2 "sheep", 3 "tree"/],
    ['a number too high', '"prompt": 1', '"prompt": 4', 'prompts[0].prompt', /1 "\/iː\/ as in eat"/],
    ['a number too low', '"prompt": 1', '"prompt": 0', 'prompts[0].prompt', /no prompt for/],
    ['a prompt of another kind', '"prompt": 1', '"prompt": true', 'prompts[0].prompt', /number or its text/],
    ['a prompt of another phoneme', '019b8d62-7ac3', '019b8d62-7aba', 'prompts[2].prompt', /no prompt for \/ɪ\//],
    ['an unknown field', '"sheep" }', '"sheep", "word": 1 }', 'prompts[1].word', /no field|not a field/],
    ['a field written twice', '"sheep" }', '"sheep", "context": "word" }', 'prompts[1].context', /twice/],
    ['a phoneme missing', '"phoneme": "/i:/", ', '', 'prompts[1].phoneme', /missing/],
  ]
  test.each(cases)('%s', (_, from, to, field, reason) => {
    const fault = faultOf(changed(from, to))
    expect(fault).toMatchObject({ fileName: 'monday.csv', field })
    expect(fault.reason).toMatch(reason)
    expect(fault.line - lineOf(from)).toBe(from === '"takes": 2,' ? 1 : 0)
    expect(fault.column).toBeGreaterThan(1)
  })

  test('a prompt asked for twice is told where it is asked for again, and where it was before', () => {
    const fault = faultOf(changed('"word" }', '"word" },\n    { "phoneme": "æ", "context": "word", "prompt": "cat" }'))
    expect(fault).toMatchObject({ line: 12, field: 'prompts[4].prompt' })
    expect(fault.reason).toBe('asks for "cat" again: line 11 does already')
  })

  test('all faults are told, the first in the text first', () => {
    const { message, faults } = faultOf(changed('"iː"', '"x"').replace('"sheep"', '"tee"').replace('"syllable"', '"s"'))
    expect(faults.map(({ line, field }) => [line, field])).toEqual([
      [8, 'prompts[0].phoneme'],
      [9, 'prompts[1].prompt'],
      [10, 'prompts[2].context'],
    ])
    expect(message).toMatch(/^monday\.csv, line 8, column 18: prompts\[0\]\.phoneme is "x", which is no phoneme/)
  })

  test.each([
    ['no prompts', '{ "format": "phoneme-studio-script", "version": 1, "title": "a", "prompts": [] }', 'prompts'],
    ['a list', '[]', 'format'],
    ['an object of something else', '{}', 'format'],
  ])('%s', (_, text, field) => {
    expect(faultOf(text)).toMatchObject({ line: 1, field })
  })
})
