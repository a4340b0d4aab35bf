import { describe, expect, it } from 'vitest'
import { filterSources } from '#renderer/catalog/filter-sources.ts'
import type { PhonemeRow, SourceView } from '#shared/contract/studio.ts'

const row = (id: string, ipaSymbol: string, words: string[], aliases: string[] = []) =>
  ({ phoneme: { id, ipaSymbol, aliases, exemplars: words.map((word) => ({ word })) } }) as unknown as PhonemeRow
const source = (id: string, phonemeId: string, sourceType: string, voiceName: string) =>
  ({ source: { id, phonemeId, sourceType, voiceId: voiceName, language: 'en-US' }, voiceName }) as unknown as SourceView

const rows = [row('p1', 'iː', ['sheep'], ['i:']), row('p2', 'ɪ', ['ship'])]
const views = [
  source('a', 'p1', 'native', 'Anna Nguyễn'),
  source('b', 'p1', 'tts', 'espeak:en-us'),
  source('c', 'p2', 'tts', 'espeak:en-gb'),
]
const find = (part: Partial<Parameters<typeof filterSources>[2]>) =>
  filterSources(views, rows, { sourceType: null, phonemeId: null, text: '', ...part }).map(({ view }) => view.source.id)

describe('the catalog, narrowed', () => {
  it('shows everything until something is asked', () => expect(find({})).toEqual(['a', 'b', 'c']))
  it('by type', () => expect(find({ sourceType: 'tts' })).toEqual(['b', 'c']))
  it('by phoneme', () => expect(find({ phonemeId: 'p2' })).toEqual(['c']))
  it('by word, symbol, another spelling or voice', () => {
    expect(find({ text: 'ship' })).toEqual(['c'])
    expect(find({ text: ' iː ' })).toEqual(['a', 'b'])
    expect(find({ text: 'i:' })).toEqual(['a', 'b'])
    expect(find({ text: 'EN-GB' })).toEqual(['c'])
  })
  it('finds a name with diacritics however they were typed', () => {
    expect(find({ text: 'Nguyễn'.normalize('NFD') })).toEqual(['a'])
  })
})
