import { describe, expect, test } from 'vitest'
import { parseScriptFile } from '#shared/node/script/parse-script-file.ts'
import { ScriptFault } from '#shared/node/script/script-fault.ts'
import { scriptText } from '#shared/node/script/script-text.ts'
import { askedFor, english, faultOf } from './english.ts'

const table = `# title: Consonants, the "hard" ones
# order: missing-most
# takes: 2
# for the second Monday
phoneme,context,prompt,takes
θ,isolated,1,4
s,word,,
dh,syllable,"/ðeɪ/ as in they",1

`
const read = (text: string, fileName = 'monday.csv') => parseScriptFile(text, fileName, english)
const changed = (from: string, to: string) => {
  expect(table).toContain(from)
  return table.replace(from, to)
}
const lineOf = (piece: string) => table.slice(0, table.indexOf(piece)).split('\n').length

describe('a table', () => {
  test('names phonemes, contexts, prompts and takes; what is empty means all, or as many as the file says', () => {
    expect(askedFor(table)).toEqual([
      'θ isolated /θ/ as in think × 4',
      's word sun × 2',
      's word lesson × 2',
      's word bus × 2',
      'ð syllable /ðeɪ/ as in they × 1',
    ])
    expect(read(table)).toMatchObject({ script: { title: 'Consonants, the "hard" ones' }, order: 'missing-most' })
  })

  test('needs no comments: its title is then the name of the file, and three takes are wanted', () => {
    const bare = 'phoneme,context\nθ,word\n'
    expect(askedFor(bare)[0]).toBe('θ word think × 3')
    expect(read(bare, 'Tuần 2.csv')).toMatchObject({ script: { title: 'Tuần 2' }, order: 'as-written' })
  })

  test('may have its columns in any order, and no line end after the last line', () => {
    expect(askedFor('takes,context,phoneme\n5,syllable,ʃ')).toHaveLength(3)
  })

  test('may come from any spreadsheet: semicolons, quotation marks, padding, a byte order mark, Windows line ends', () => {
    const semicolons = `\uFEFF"# title: Consonants, the ""hard"" ones";;;
# order: missing-most;;;
# takes: 2;;;
phoneme;context;prompt;takes
"θ";isolated;1;4
 s ;word;;
;;;
dh;syllable;"/ðeɪ/ as in they";1
`.replaceAll('\n', '\r\n')
    expect(read(semicolons)).toEqual(read(table))
    expect(read(table.replaceAll('\n', '\r'))).toEqual(read(table))
  })

  test('may have commas, quotation marks and line ends inside a field', () => {
    const [first] = english.prompts
    const text = 'say "ee", as in\neat'
    const inventory = { ...english, prompts: first ? [{ ...first, text }] : [] }
    const { script } = parseScriptFile(
      'phoneme,context,prompt\niː,isolated,"say ""ee"", as in\r\neat"\n',
      'a.csv',
      inventory,
    )
    expect(script.lines.map(({ promptId }) => promptId)).toEqual([first?.id])
  })
})

describe('what is wrong in a table is told with its line and field, and what would be right', () => {
  const cases: [string, string, string, string, RegExp][] = [
    ['an unknown phoneme', 'θ,', 'ɯ,', 'phoneme', /no phoneme of the inventory/],
    ['a word in place of a phoneme', 'θ,', 'think,', 'phoneme', /did you mean θ\?/],
    ['a phoneme missing', 'θ,', ',', 'phoneme', /write a symbol/],
    ['an unknown context', 's,word', 's,phrase', 'context', /isolated, syllable or word/],
    ['a prompt that is not there', 's,word,', 's,word,sea', 'prompt', /1 "sun", 2 "lesson", 3 "bus"/],
    ['a number too high', 's,word,', 's,word,9', 'prompt', /no prompt for/],
    ['too many takes', 'θ,isolated,1,4', 'θ,isolated,1,21', 'takes', /"21", which is not a whole number from 1 to 20/],
    ['takes in words', 'θ,isolated,1,4', 'θ,isolated,1,four', 'takes', /1 to 20/],
    ['half a take', 'θ,isolated,1,4', 'θ,isolated,1,1.5', 'takes', /1 to 20/],
    ['a field too many', 'θ,isolated,1,4', 'θ,isolated,1,4,please', '', /header has no column/],
    ['an unknown column', ',takes\n', ',count\n', 'count', /phoneme,context,prompt,takes/],
    ['a column in capitals', 'phoneme,', 'Phoneme,', 'Phoneme', /written phoneme/],
    ['a column twice', ',takes\n', ',prompt\n', 'prompt', /twice/],
    ['a column missing', 'phoneme,context,prompt,takes', 'phoneme,prompt,takes', 'context', /missing in the header/],
    ['a quotation mark not closed', '"/ðeɪ/ as in they"', '"/ðeɪ/ as in they', '', /not closed/],
    ['something after the quotation mark', '"/ðeɪ/ as in they"', '"/ðeɪ/" as in they', '', /after its closing/],
    ['an unknown order', 'missing-most', 'random', 'order', /inventory, shuffled, missing-most/],
    ['too many takes for all', 'takes: 2', 'takes: 200', 'takes', /1 to 20/],
    ['a misspelt comment', '# title:', '# tittle:', 'tittle', /title, order and takes/],
    ['a comment twice', '# takes: 2', '# order: shuffled', 'order', /twice/],
    ['an empty title', 'Consonants, the "hard" ones', '', 'title', /empty/],
  ]
  test.each(cases)('%s', (_, from, to, field, reason) => {
    const fault = faultOf(changed(from, to))
    expect(fault).toMatchObject({ line: lineOf(from), field })
    expect(fault.reason).toMatch(reason)
  })

  test('the column is that of the field, and the sentence can be read out', () => {
    expect(faultOf(changed('s,word,', 's,word,sea')).message).toBe(
      'monday.csv, line 7, column 8: prompt is "sea", which is no prompt for /s/ in the context word: ' +
        'there are 1 "sun", 2 "lesson", 3 "bus"',
    )
  })

  test('of several faults the first in the text is told first', () => {
    const { faults } = faultOf(changed('s,word,,', 's,word,sea,99'))
    expect(faults.map(({ field, column }) => [field, column])).toEqual([
      ['prompt', 8],
      ['takes', 12],
    ])
  })

  test('a quotation mark that is not closed is told where it opens, however many lines it takes with it', () => {
    const { line, faults } = faultOf(`${changed('θ,isolated,1', 'θ,isolated,"1')}s,word,"bus"\n`)
    expect([line, faults.length]).toEqual([6, 1])
  })

  test('a prompt asked for twice, once by its number and once among all', () => {
    const fault = faultOf(`${table}s,word,2,\n`)
    expect(fault).toMatchObject({ line: 10, field: 'prompt', reason: 'asks for "lesson" again: line 7 does already' })
  })

  test('every fault of a table is told, but not more than a hundred', () => {
    const rows = Array.from({ length: 300 }, () => 'ɯ,word,,\n')
    const { faults } = faultOf(`phoneme,context,prompt,takes\n${rows.join('')}`)
    expect(faults.map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, at) => at + 2))
  })

  test.each([
    ['nothing', '', 1, /empty/],
    ['only line ends', '\r\n\r\n', 1, /empty/],
    ['only a byte order mark', '\uFEFF', 1, /empty/],
    ['a table without lines', '# title: a\nphoneme,context,prompt,takes\n', 2, /at least one prompt/],
    ['prose', 'Dear Anna,\nplease record these.\n', 1, /neither a script in JSON nor a table/],
    ['a page', '\n<html></html>', 2, /neither a script in JSON nor a table/],
    ['zero bytes', 'phoneme,context\nθ,wo\0rd\n', 2, /zero byte/],
    ['characters that were lost', 'phoneme,context\n\uFFFD,word\n', 2, /UTF-8/],
  ])('%s is no script', (_, text, line, reason) => {
    const fault = faultOf(text)
    expect(fault).toMatchObject({ line, field: '' })
    expect(fault.reason).toMatch(reason)
  })

  test('more prompts than a sitting can ask for', () => {
    const [phoneme] = english.phonemes
    const id = (at: number) => `019b8d62-0000-7000-8000-${String(at).padStart(12, '0')}`
    const prompts = Array.from({ length: 5001 }, (_, at) => ({
      id: id(at),
      phonemeId: phoneme?.id ?? '',
      context: 'word' as const,
      text: `w${at}`,
    }))
    const ask = (first: number) =>
      `phoneme,context,prompt\n${prompts
        .slice(first)
        .map(({ text }) => `iː,word,${text}\n`)
        .join('')}`
    expect(parseScriptFile(ask(1), 'a.csv', { ...english, prompts }).script.lines).toHaveLength(5000)
    expect(() => parseScriptFile(ask(0), 'a.csv', { ...english, prompts })).toThrow(/line 5002.*more than 5000 prompts/)
  })
})

describe('the bytes of a file', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const thrown = (file: Uint8Array) => {
    try {
      return scriptText(file, 'monday.csv')
    } catch (error) {
      return error
    }
  }

  test('are UTF-8', () => {
    expect(askedFor(scriptText(bytes(table), 'monday.csv'))).toEqual(askedFor(table))
  })

  test('are refused with the line in which they are something else', () => {
    const latin1 = Uint8Array.from(Buffer.from('# title: a\nphoneme,context\nθ,caf\xe9\n', 'latin1'))
    expect(thrown(latin1)).toBeInstanceOf(ScriptFault)
    expect(thrown(latin1)).toMatchObject({ line: 3, field: '', reason: expect.stringContaining('UTF-8') as string })
    const cut = bytes('phoneme,context\nθ').subarray(0, -1)
    expect(thrown(cut)).toMatchObject({ line: 2 })
  })

  test('are told to be UTF-16 where a spreadsheet wrote that', () => {
    const utf16 = Uint8Array.from(Buffer.from('\uFEFFphoneme\tcontext\n', 'utf16le'))
    expect(thrown(utf16)).toMatchObject({ line: 1, reason: expect.stringContaining('UTF-16') as string })
  })
})
