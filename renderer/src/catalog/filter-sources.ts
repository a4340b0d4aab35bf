import type { PhonemeRow, SourceView } from '#shared/contract/studio.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { SourceType } from '#shared/entities/audio-source.ts'

export interface SourceFilter {
  sourceType: SourceType | null
  phonemeId: string | null
  text: string
}

export interface CatalogRow {
  view: SourceView
  phoneme: Phoneme | undefined
}

/** Sources with their phonemes, narrowed by type, phoneme, and text (in symbol, words, voice or language). */
export function filterSources(
  views: readonly SourceView[],
  rows: readonly PhonemeRow[],
  filter: SourceFilter,
  nameOf: (view: SourceView) => string = ({ voiceName }) => voiceName,
): CatalogRow[] {
  const phonemes = new Map(rows.map(({ phoneme }) => [phoneme.id, phoneme]))
  const wanted = fold(filter.text)
  return views
    .filter(({ source }) => filter.sourceType === null || source.sourceType === filter.sourceType)
    .filter(({ source }) => filter.phonemeId === null || source.phonemeId === filter.phonemeId)
    .map((view) => ({ view, phoneme: phonemes.get(view.source.phonemeId) }))
    .filter((row) => wanted === '' || textOf(row, nameOf(row.view)).includes(wanted))
}

function textOf({ view: { source }, phoneme }: CatalogRow, voiceName: string): string {
  const words = phoneme?.exemplars.map(({ word }) => word) ?? []
  return fold(
    [phoneme?.ipaSymbol, ...(phoneme?.aliases ?? []), ...words, voiceName, source.voiceId, source.language].join(' '),
  )
}

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}
