import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { FixtureRow } from '#shared/node/bundle/django/fixture.ts'
import { backendExport, backendText } from '#shared/node/bundle/django/fixture.ts'
import { MappingFault, readMapping } from '#shared/node/bundle/django/mapping.ts'
import { primaryKeys } from '#shared/node/bundle/django/primary-keys.ts'
import type { PlannedSource } from '#test/support/bundle-document.ts'
import { aBundleDocument, english, planned, plans } from '#test/support/bundle-document.ts'

const header = 'kind,id_or_name,pk\n'
const mapped = (text: string) => readMapping(header + text, 'backend.csv', english)

function sourcesIn(plan: readonly PlannedSource[]): Record<string, unknown>[] {
  return backendExport(aBundleDocument(plan))
    .fixture.filter(({ model }) => model === 'curriculum.audiosource')
    .map(({ fields }) => fields)
}

describe('primary keys', () => {
  it('are the same in every export, and whole numbers that JavaScript and PostgreSQL hold', () => {
    const ids = english.phonemes.map(({ id }) => id)
    const keys = primaryKeys('phoneme', ids)
    // As Python's hashlib says it.
    expect(keys.get('019b8d62-7a8b-77eb-93a4-7d82b959cfc8')).toBe(6_500_106_460_378_007)
    expect([...keys.values()].every((key) => Number.isSafeInteger(key) && key > 0)).toBe(true)
    expect(new Set(keys.values()).size).toBe(ids.length)
    for (const id of ids) expect(primaryKeys('phoneme', [id]).get(id)).toBe(keys.get(id))
    expect(primaryKeys('audiosource', ids).get(ids[0] ?? '')).not.toBe(keys.get(ids[0] ?? ''))
  })

  it('that fall together are told apart alike, whatever order the ids come in; none is 0 or one of the backend', () => {
    const fallingTogether = (name: string) => Number(name.split(':')[2] ?? 0)
    const ids = ['a', 'b', 'c']
    const one = primaryKeys('phoneme', ids, [1], fallingTogether)
    expect(primaryKeys('phoneme', ids.toReversed(), [1], fallingTogether)).toEqual(one)
    expect([...one.values()]).toEqual([2, 3, 4])
  })
})

describe('rows for the backend', () => {
  it('keep to its bounds and rules, whatever is in the catalog', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const document = aBundleDocument(plan)
        const { fixture, audioCache } = backendExport(document)
        const rows = JSON.parse([...backendText(fixture)].join('')) as FixtureRow[]
        const sources = rows.filter(({ model }) => model === 'curriculum.audiosource').map(({ fields }) => fields)
        const natives = sources.filter((fields) => fields['source_type'] === 'native')
        const voices = natives.map((fields) => `${String(fields['phoneme'])} ${String(fields['voice_id'])}`)
        expect(new Set(voices).size).toBe(voices.length)
        const truth = new Map(document.sources.map(({ path, createdAt }) => [path, createdAt]))
        for (const fields of sources) {
          expect(fields['metadata']).toHaveProperty('original_created_at', truth.get(String(fields['audio_file'])))
          expect(fields['cached_until'] === null).toBe(fields['source_type'] === 'native')
          expect(String(fields['audio_file']).length).toBeLessThanOrEqual(100)
        }
        for (const { pk, fields } of rows.filter(({ model }) => model === 'curriculum.phoneme')) {
          const id = fields['preferred_audio_source']
          const preferred = rows.find((row) => row.model === 'curriculum.audiosource' && row.pk === id)?.fields
          const siblings = natives.filter((native) => native !== preferred && native['phoneme'] === pk)
          const made = preferred?.['source_type'] === 'native' ? String(preferred['created_at']) : '9'
          expect(siblings.filter((native) => String(native['created_at']) >= made)).toEqual([])
        }
        for (const { fields } of audioCache) expect(fields['last_accessed_at']).not.toBeNull()
      }),
      { numRuns: 50 },
    )
  })

  it('show the preferred native as made when it was chosen, however old it is', () => {
    const [preferred, sibling] = [
      planned({ type: 'native', voice: 0, madeOnDay: 0, preferred: true }),
      planned({ type: 'native', voice: 1, madeOnDay: 9 }),
    ]
    const shown = (plan: PlannedSource[]) => sourcesIn(plan).map((fields) => String(fields['created_at']))
    expect(shown([preferred])).toEqual(['2026-01-02T12:00:00.000Z'])
    expect(shown([preferred, sibling]).toSorted()).toEqual(['2026-01-10T12:00:00.000Z', '2026-01-10T12:00:00.001Z'])
    expect(shown([{ ...preferred, preferred: false }])).toEqual(['2026-01-01T12:00:00.000Z'])
  })

  it('never expire where the studio says so, and were last played when they were made', () => {
    const [never, later] = sourcesIn([planned({ voice: 1 }), planned({ voice: 0 })]).toSorted((a, b) =>
      String(a['voice_id']) < String(b['voice_id']) ? -1 : 1,
    )
    expect([never, later].map((fields) => fields?.['cached_until'])).toEqual([
      '2099-12-31T00:00:00.000Z',
      '2026-02-01T12:00:00.000Z',
    ])
    const { audioCache } = backendExport(aBundleDocument([planned({ plays: 0 })]))
    expect(audioCache[0]?.fields).toMatchObject({
      generated_at: '2026-01-02T12:00:00.000Z',
      last_accessed_at: '2026-01-02T12:00:00.000Z',
      usage_count: 0,
    })
  })

  it('tell of choices that the backend plays otherwise', () => {
    const about = (fields: Partial<PlannedSource>) => planned({ type: 'native', preferred: true, ...fields })
    const document = aBundleDocument([
      about({ phoneme: 0, type: 'tts' }),
      about({ phoneme: 0, preferred: false }),
      about({ phoneme: 1, type: 'tts' }),
      about({ phoneme: 2, rejected: true }),
      about({ phoneme: 3, context: 'word' }),
    ])
    const { notes, fixture } = backendExport(document)
    expect(notes).toMatchObject([
      { code: 'PREFERRED_TTS_BESIDE_NATIVES', ipaSymbol: 'iː', natives: 1, sourceId: document.sources[0]?.id },
      { code: 'PREFERRED_NOT_FOR_BACKEND', ipaSymbol: english.phonemes[2]?.ipaSymbol },
      { code: 'PREFERRED_NOT_FOR_BACKEND', ipaSymbol: english.phonemes[3]?.ipaSymbol },
      { code: 'REJECTED_NOT_FOR_BACKEND', count: 1 },
      { code: 'EXAMPLES_NOT_FOR_BACKEND', count: 1 },
    ])
    const chosen = fixture.filter(({ fields }) => (fields['preferred_audio_source'] ?? null) !== null)
    expect(chosen.map(({ fields }) => String(fields['ipa_symbol'])).toSorted()).toEqual(['iː', 'ɪ'])
  })

  it('leave rows of the backend alone, and pass choices for them on beside', () => {
    const document = aBundleDocument([
      planned({ phoneme: 0, preferred: true }),
      planned({ phoneme: 1, preferred: true, rejected: true }),
    ])
    const [first, second, third] = document.phonemes
    if (third) third.preferredAudioSourceId = null
    const categories = new Map(document.categories.map(({ id, name }) => [id, name]))
    const ofFirst = document.phonemes.filter(({ categoryId }) => categoryId === first?.categoryId)
    const lines = ofFirst.map(({ ipaSymbol }, at) => `phoneme,${ipaSymbol},${at + 1}\n`).join('')
    const { fixture, preferred } = backendExport(document, mapped(lines))
    const names = fixture.map(({ fields }) => fields['name'] ?? fields['ipa_symbol'])
    expect(names).not.toContain(categories.get(first?.categoryId ?? ''))
    expect(names).not.toContain(second?.ipaSymbol)
    const source = fixture.find(({ fields }) => fields['phoneme'] === 1)
    expect(preferred).toEqual([
      { phoneme: 1, ipa_symbol: 'iː', preferred_audio_source: source?.pk },
      { phoneme: 3, ipa_symbol: third?.ipaSymbol, preferred_audio_source: null },
    ])
  })
})

describe('the table of rows that the backend has', () => {
  it('is read by symbol, name or id, as spreadsheets write it', () => {
    const [phoneme, category] = [english.phonemes[4]?.id, english.categories[1]]
    const { phonemes, categories } = readMapping(
      `\uFEFFkind;id_or_name;pk\r\nphoneme;/i:/;7\r\n\r\nphoneme;${phoneme};9\r\ncategory;"${category?.name.toUpperCase()}";3\r\n`,
      'backend.csv',
      english,
    )
    expect([...phonemes]).toEqual([
      [english.phonemes[0]?.id, 7],
      [phoneme, 9],
    ])
    expect([...categories]).toEqual([[category?.id, 3]])
  })

  test.each([
    ['sound,iː,1', 'backend.csv, line 2, column 1: kind is "sound": write category or phoneme'],
    ['phoneme,,1', 'backend.csv, line 2, column 9: id_or_name is empty: write its symbol or its id'],
    [
      'phoneme,qq,1',
      'backend.csv, line 2, column 9: id_or_name is "qq", which is no phoneme: write its symbol or its id',
    ],
    [
      'category,No,1',
      'backend.csv, line 2, column 10: id_or_name is "No", which is no category: write its English name or its id',
    ],
    ['phoneme,iː,0', 'backend.csv, line 2, column 12: pk is "0", which is no whole number from 1 to 2^53 − 1'],
    [
      'phoneme,iː,9007199254740992',
      'backend.csv, line 2, column 12: pk is "9007199254740992", which is no whole number from 1 to 2^53 − 1',
    ],
    [
      'phoneme,iː,1\nphoneme,/i:/,2',
      'backend.csv, line 3, column 9: id_or_name is "/i:/", which a line above has already',
    ],
    ['phoneme,iː,1\nphoneme,ɪ,1', 'backend.csv, line 3, column 11: pk is 1, which a line above has already'],
    ['phoneme,iː,1,x', 'backend.csv, line 2, column 14: the line has "x" where the header has no column'],
    ['phoneme,"iː,1', 'backend.csv, line 2, column 9: the line has a quotation mark that is not closed'],
  ])('with the line %s is refused in a sentence', (line, sentence) => {
    expect(() => mapped(line)).toThrow(sentence)
  })

  it('tells all that is wrong, in the order of the lines', () => {
    const read = () => mapped('phoneme,qq,1\nsound,iː,1\nphoneme,ɪ,x\n')
    expect(read).toThrow(MappingFault)
    expect(read).toThrow(expect.objectContaining({ line: 2, field: 'id_or_name' }))
    expect(read).toThrow(
      expect.objectContaining({ faults: [2, 3, 4].map((line) => expect.objectContaining({ line })) }),
    )
    expect(() => readMapping('name,pk\n', 'x.csv', english)).toThrow('is not the header kind,id_or_name,pk')
  })
})
