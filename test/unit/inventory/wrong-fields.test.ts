import { describe, expect, test } from 'vitest'
import { changed, english, faultOf } from './faulty-english.ts'

describe('a wrong field is told with its line and its name', () => {
  const ofShip = '"partnerId": "019b8d62-7a8b-77eb-93a4-7d82b959cfc8", "word": "ship"'
  const cases: [string, string, string, string, RegExp][] = [
    ['a version that is no whole number', '"version": 2', '"version": 1.5', 'version', /int/],
    [
      'an unknown kind of category',
      '"categoryType": "diphthong"',
      '"categoryType": "glide"',
      'categories[3].categoryType',
      /diphthong/,
    ],
    ['a symbol with slashes', '"ipaSymbol": "æ"', '"ipaSymbol": "/æ/"', 'phonemes[3].ipaSymbol', /slashes/],
    [
      'a symbol typed on a keyboard',
      '"ipaSymbol": "ɡ"',
      '"ipaSymbol": "g"',
      'phonemes[25].ipaSymbol',
      /own characters/,
    ],
    [
      'a symbol of more than 20 characters',
      '"ipaSymbol": "æ"',
      `"ipaSymbol": "${'æ'.repeat(21)}"`,
      'phonemes[3].ipaSymbol',
      /20/,
    ],
    [
      'a symbol that another phoneme has',
      '"ipaSymbol": "æ"',
      '"ipaSymbol": "ɛ"',
      'phonemes[3].ipaSymbol',
      /phonemes\[2\]/,
    ],
    ['an alias that names another phoneme', '"ɝ"', '"ae"', 'phonemes[5].aliases[2]', /\/æ\//],
    ['decomposed Vietnamese', 'Ngắn và lỏng', 'Ngắn và lỏng'.normalize('NFD'), 'phonemes[10].vietnameseApprox', /NFC/],
    [
      'an approximation of more than 200 characters',
      '"vietnameseApprox": "',
      `"vietnameseApprox": "${'a'.repeat(200)}`,
      'phonemes[0].vietnameseApprox',
      /200/,
    ],
    [
      'a category that is not there',
      '"categoryId": "019b8d62-7a81',
      '"categoryId": "019b8d62-7fff',
      'phonemes[0].categoryId',
      /category/,
    ],
    ['an id that is none', '"id": "019b8d62-7a8e-', '"id": "019b8d62-', 'phonemes[3].id', /UUID/],
    [
      'an id used twice',
      '"id": "019b8d62-7a8e-7635-8cc3-b03e62656639"',
      '"id": "019b8d62-7a8b-77eb-93a4-7d82b959cfc8"',
      'phonemes[3].id',
      /already/,
    ],
    [
      'marked letters of another word',
      '"marked": "c[a]t"',
      '"marked": "c[u]t"',
      'phonemes[3].exemplars[1].marked',
      /"cat"/,
    ],
    [
      'a bracket that is not closed',
      '"marked": "c[a]t"',
      '"marked": "c[at"',
      'phonemes[3].exemplars[1].marked',
      /brackets/,
    ],
    ['no letter marked', '"marked": "c[a]t"', '"marked": "cat"', 'phonemes[3].exemplars[1].marked', /brackets/],
    [
      'an unknown place in the word',
      '"marked": "c[a]t", "position": "medial"',
      '"marked": "c[a]t", "position": "middle"',
      'phonemes[3].exemplars[1].position',
      /medial/,
    ],
    [
      'a spoken text that is the symbol',
      '"spokenText": "cat"',
      '"spokenText": "æ"',
      'phonemes[3].spokenText',
      /exemplar/,
    ],
    [
      'a voice of an accent that lacks the phoneme',
      '"language": "en-GB", "mnemonic": "\'0"',
      '"language": "en-US", "mnemonic": "\'0"',
      'phonemes[8].espeak[0].language',
      /accents/,
    ],
    [
      'a mnemonic in its brackets',
      `"mnemonic": "'0"`,
      `"mnemonic": "[['0]]"`,
      'phonemes[8].espeak[0].mnemonic',
      /\[\[/,
    ],
    [
      'a pair that the partner does not list',
      '{ "partnerId": "019b8d62-7a8c-7021-a145-e567f03e68bf", "word": "sheep", "partnerWord": "ship"',
      '{ "partnerId": "019b8d62-7a8c-7021-a145-e567f03e68bf", "word": "sheep", "partnerWord": "chip"',
      'phonemes[0].minimalPairs[0]',
      /\/ɪ\//,
    ],
    [
      'a partner that is not there',
      ofShip,
      ofShip.replace('8b-', 'ff-'),
      'phonemes[1].minimalPairs[0].partnerId',
      /no phoneme/,
    ],
    [
      'a phoneme that is its own partner',
      ofShip,
      ofShip.replace('8b-77eb-93a4-7d82b959cfc8', '8c-7021-a145-e567f03e68bf'),
      'phonemes[1].minimalPairs[0].partnerId',
      /itself/,
    ],
    ['a space at the end', '"spokenText": "cat"', '"spokenText": "cat "', 'phonemes[3].spokenText', /space/],
    [
      'a voice listed twice',
      '"voice": "en-gb-x-rp", "language": "en-GB"',
      '"voice": "en-us", "language": "en-GB"',
      'phonemes[0].espeak[1].voice',
      /twice/,
    ],
    [
      'an accent listed twice',
      '["en-US", "en-GB", "en-AU"]',
      '["en-US", "en-GB", "en-US"]',
      'phonemes[0].accents[2]',
      /twice/,
    ],
    [
      'a prompt of an unknown context',
      '"context": "syllable", "text": "/biː/',
      '"context": "sentence", "text": "/biː/',
      'phonemes[0].prompts[3].context',
      /isolated/,
    ],
    ['an empty prompt', '"text": "/bæt/ as in bat"', '"text": ""', 'phonemes[3].prompts[3].text', /1/],
  ]

  test.each(cases)('%s', (_, from, to, field, reason) => {
    const { text, line } = changed(from, to)
    const fault = faultOf(text)
    expect(fault).toMatchObject({ fileName: 'my.json', line, field })
    expect(fault.reason).toMatch(reason)
  })

  test('the sentence can be read out', () => {
    const { text, line } = changed('"spokenText": "cat"', '"spokenText": "dog"')
    const place = `my.json, line ${line}, column 21: phonemes[3].spokenText`
    expect(faultOf(text).message).toBe(`${place} is not one of the exemplar words`)
  })

  test('the column is that of the wrong value, and the message says it all', () => {
    const { text, line } = changed('"spokenText": "cat"', '"spokenText": 7')
    const fault = faultOf(text)
    const column = (text.split('\n')[line - 1] ?? '').indexOf('7') + 1
    expect(fault).toMatchObject({ line, column, field: 'phonemes[3].spokenText' })
    expect(fault.message).toContain(`my.json, line ${line}, column ${column}: phonemes[3].spokenText is wrong`)
  })

  test('a field that is missing is told where its object begins', () => {
    const { text } = changed('"spokenText": "cat",', '')
    const begins = english.slice(0, english.indexOf('"id": "019b8d62-7a8e-')).split('\n').length - 1
    expect(faultOf(text)).toMatchObject({ line: begins, field: 'phonemes[3].spokenText', reason: 'is missing' })
  })

  test('a misspelt field is told by its own name', () => {
    const { text, line } = changed('"word": "cat", "marked"', '"word": "cat", "Marked": "cat", "marked"')
    expect(faultOf(text)).toMatchObject({
      line,
      field: 'phonemes[3].exemplars[1].Marked',
      reason: 'is not a field of an inventory',
    })
  })

  test('a field that is there twice is told at its second place', () => {
    const { text, line } = changed('"spokenText": "cat",', '"spokenText": "cat",\n"spokenText": "map",')
    expect(faultOf(text)).toMatchObject({
      line: line + 1,
      column: 1,
      field: 'phonemes[3].spokenText',
      reason: 'is there twice',
    })
  })

  test("a studio's own field does not belong into the file", () => {
    const { text, line } = changed('"spokenText": "cat",', '"spokenText": "cat", "preferredAudioSourceId": null,')
    expect(faultOf(text)).toMatchObject({ line, field: 'phonemes[3].preferredAudioSourceId' })
  })

  test('of several faults the first in the file is told', () => {
    const { text } = changed('"name": "English phonemes",\n  "version": 2', '"version": 0,\n  "name": ""')
    expect(faultOf(text)).toMatchObject({ line: 3, field: 'version' })
  })

  test.each([
    ['exemplars', /\{ "word": "map".*\},?/, /3/],
    ['prompts', /\{[^{}]*"word", "text": "map" \},?/, /2 of context "word"/],
  ])('two %s are too few, and the list is told', (list, third, reason) => {
    const text = english.replace(third, '').replaceAll(/\},(\s*\])/gu, '}$1')
    const before = english.slice(0, english.search(third)).split('\n')
    const fault = faultOf(text)
    expect(fault.field).toBe(`phonemes[3].${list}`)
    expect(fault.line).toBe(before.findLastIndex((each) => each.includes(`"${list}"`)) + 1)
    expect(fault.reason).toMatch(reason)
  })
})
