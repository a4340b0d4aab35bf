import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { ljSpeechText } from '#shared/node/bundle/ljspeech.ts'
import { phonemesCsv } from '#shared/node/bundle/phonemes-csv.ts'
import { sourcesCsv } from '#shared/node/bundle/sources-csv.ts'
import { textGrids } from '#shared/node/bundle/text-grid.ts'
import { readCsv } from '#shared/node/script/csv.ts'
import { peer } from '#test/peers.ts'
import { aBundleDocument, aPlan, planned, plans } from '#test/support/bundle-document.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

/** As a program reads it that knows the header: a record a row. */
function tableOf(lines: Iterable<string>): Record<string, string>[] {
  const text = [...lines].join('')
  const { records, fault } = readCsv(text.slice(1), 0, ',')
  if (fault !== null || !text.startsWith('\uFEFF')) throw new Error(`no table: ${fault?.reason}`)
  const [names = [], ...rows] = records.filter((fields) => fields.length > 1)
  return rows.map((fields) => Object.fromEntries(fields.map(({ text }, at) => [names[at]?.text, text])))
}

describe('the tables for spreadsheets', () => {
  it("have the field's terms as headers, and each source with its consent", () => {
    const document = aBundleDocument()
    const row = tableOf(sourcesCsv(document)).find(({ preferred }) => preferred === 'yes')
    expect(row).toMatchObject({
      phoneme: 'iː',
      category: 'Front vowels',
      source_type: 'native',
      voice_id: 'anna-0',
      language: 'en-US',
      audio_file: 'phonemes/audio/2026/01/02/018f0000-0004-7000-8000-000000000000.wav',
      audio_duration: '0.5',
      other_formats: 'phonemes/audio/2026/01/02/018f0000-0004-7000-8000-000000000000.flac',
      cached_until: '',
      usage_count: '3',
      consent_licence: 'CC-BY-4.0',
    })
    expect(tableOf(phonemesCsv(document))[0]).toMatchObject({ phoneme: 'iː', native: '2', tts: '0', examples: '1' })
  })

  it('name what was chosen, newest source first', () => {
    const rows = tableOf(sourcesCsv(aBundleDocument())).filter(({ phoneme }) => phoneme === 'iː')
    expect(rows.map(({ preferred, created_at }) => [preferred, created_at?.slice(0, 10)])).toEqual([
      ['', '2026-01-05'],
      ['', '2026-01-03'],
      ['yes', '2026-01-02'],
    ])
  })

  it('give a spreadsheet nothing to run', () => {
    const nasty = ['=1+1', '+cmd|"/C calc"!A0', '@SUM(A1)', '-2+3', '\t=1', '"', ';,\r\n', "'=1", '＝1']
    fc.assert(
      fc.property(plans, fc.constantFrom(...nasty), (plan, name) => {
        const document = aBundleDocument(plan)
        document.speakers.forEach((speaker) => (speaker.displayName = name))
        document.phonemes.forEach((phoneme) => (phoneme.vietnameseApprox = name))
        const rows = [...tableOf(sourcesCsv(document)), ...tableOf(phonemesCsv(document))]
        const runnable = rows
          .flatMap((row) => Object.values(row))
          .filter((cell) => /^\s*[=+@＝]|^\s*-[^\d]|^-\d+\+/u.test(cell))
        expect(runnable).toEqual([])
        expect(rows).toHaveLength(document.sources.length + document.phonemes.length)
      }),
      { numRuns: 30 },
    )
  })
})

describe('LJSpeech metadata', () => {
  it('has three fields a line, whatever is in the texts', () => {
    const plan = [...aPlan, planned({ phoneme: 5, text: 'a|b\nc  "d"' })]
    const lines = [...ljSpeechText(aBundleDocument(plan, { withTakes: true }))].join('').split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map((line) => line.split('|')).filter(({ length }) => length !== 3)).toEqual([])
    const id = (at: number) => `phonemes/audio/2026/01/02/018f0000-0004-7000-8000-00000000000${at}`
    expect(lines).toContain(`${id(0)}|/iː/ as in eat|iː`)
    expect(lines).toContain(`${id(2)}|eat|eat`)
    expect(lines).toContain(`${id(8)}|a b c "d"|a b c "d"`)
    expect(lines.filter((line) => line.startsWith(id(6)))).toEqual([])
  })
})

const praat = peer('praat')

describe('TextGrids', () => {
  const ofTake = (document: BundleDocument) => [...textGrids(document)].filter(({ path }) => path.includes('/takes/'))

  it('lie beside each audio file by its name', () => {
    const document = aBundleDocument(undefined, { withTakes: true })
    const audio = [...document.sources, ...document.takes].map(({ path }) => path.replace('.wav', '.TextGrid'))
    expect([...textGrids(document)].map(({ path }) => path)).toEqual(audio.map((path) => `textgrids/${path}`))
    document.sources.forEach((source) => (source.audioDurationSeconds = 0))
    expect([...textGrids(document)]).toHaveLength(document.takes.length)
  })

  it.skipIf(praat.missing)(`are read by Praat with sound and prompt in their places${praat.note}`, () => {
    const document = aBundleDocument(undefined, { withTakes: true })
    document.prompts.forEach((prompt) => (prompt.text += ' "quoted"'))
    const folder = temporaryFolder()
    const [isolated, , word] = ofTake(document)
    const script = [isolated, word, [...textGrids(document)][0]].flatMap((grid, at) => {
      writeFileSync(join(folder, `${at}.TextGrid`), grid?.text ?? '')
      return [
        `Read from file: "${at}.TextGrid"`,
        'tiers = Get number of tiers',
        'for tier to tiers',
        'name$ = Get tier name: tier',
        'count = Get number of intervals: tier',
        'for one to count',
        'text$ = Get label of interval: tier, one',
        'begin = Get starting point: tier, one',
        'finish = Get end point: tier, one',
        `appendFileLine: "out.txt", "${at} ", name$, " ", fixed$(begin, 2), "-", fixed$(finish, 2), " ", text$`,
        'endfor',
        'endfor',
      ]
    })
    writeFileSync(join(folder, 'read.praat'), ['Text writing settings: "UTF-8"', ...script].join('\n'))
    praat.run('--no-pref-files', '--no-plugins', '--run', join(folder, 'read.praat'))
    const read = readFileSync(join(folder, 'out.txt'), 'utf8').trimEnd().split('\n')
    expect(read).toEqual([
      '0 phoneme 0-0.10 ',
      '0 phoneme 0.10-0.90 iː',
      '0 phoneme 0.90-1.00 ',
      '0 prompt 0-0.10 ',
      '0 prompt 0.10-0.90 /iː/ as in eat "quoted"',
      '0 prompt 0.90-1.00 ',
      '1 phoneme 0-0.10 ',
      '1 phoneme 0.10-0.90 iː',
      '1 phoneme 0.90-1.00 ',
      '1 word 0-0.10 ',
      '1 word 0.10-0.90 eat "quoted"',
      '1 word 0.90-1.00 ',
      '2 phoneme 0-0.50 iː',
      '2 prompt 0-0.50 /iː/ as in eat "quoted"',
    ])
  })
})
