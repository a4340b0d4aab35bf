import { canonicalText } from '#shared/entities/merge/canonical-text.ts'
import { asCellText, byteOrderMark, csvRecord } from '../text/csv-text.ts'
import type { BundleDocument } from './bundle-document.ts'
import type { BundleSource } from './spoken-texts.ts'

type Cell = string | number | null | undefined
type Columns<Row> = Record<string, (row: Row) => Cell>

/** `data/sources.csv`: a line a source, for people and spreadsheets. Times are ISO 8601 UTC, durations seconds. */
export function* sourcesCsv(document: BundleDocument): Generator<string> {
  const phonemes = new Map(document.phonemes.map((phoneme) => [phoneme.id, phoneme]))
  const categories = new Map(document.categories.map(({ id, name }) => [id, name]))
  const speakers = new Map(document.speakers.map((speaker) => [speaker.id, speaker]))
  const records = new Map(document.cacheRecords.map((record) => [record.sourceId, record]))
  const preferred = new Set(document.phonemes.map(({ preferredAudioSourceId }) => preferredAudioSourceId))
  const formats = Map.groupBy(document.renditions, ({ sourceId }) => sourceId)
  const speakerOf = ({ speakerId }: BundleSource) => (speakerId === null ? undefined : speakers.get(speakerId))
  const categoryOf = ({ phonemeId }: BundleSource) => categories.get(phonemes.get(phonemeId)?.categoryId ?? '')

  yield* csvText(document.sources.toSorted(byPlace(document)), {
    phoneme: ({ phonemeId }) => phonemes.get(phonemeId)?.ipaSymbol,
    category: categoryOf,
    source_type: ({ sourceType }) => sourceType,
    context: ({ context }) => context,
    preferred: ({ id }) => (preferred.has(id) ? 'yes' : ''),
    voice_id: ({ voiceId }) => voiceId,
    speaker: (source) => speakerOf(source)?.displayName,
    language: ({ language }) => language,
    audio_file: ({ path }) => path,
    audio_duration: ({ audioDurationSeconds }) => audioDurationSeconds,
    file_size: ({ fileSizeBytes }) => fileSizeBytes,
    sha256: ({ sha256 }) => sha256,
    other_formats: ({ id }) => (formats.get(id) ?? []).map(({ path }) => path).join(' '),
    cached_until: ({ cachedUntil }) => cachedUntil,
    rejected_at: ({ rejectedAt }) => rejectedAt,
    created_at: ({ createdAt }) => createdAt,
    updated_at: ({ updatedAt }) => updatedAt,
    generated_at: ({ id }) => records.get(id)?.generatedAt,
    last_accessed_at: ({ id }) => records.get(id)?.lastAccessedAt,
    usage_count: ({ id }) => records.get(id)?.usageCount,
    consent_text: (source) => speakerOf(source)?.consent?.textId,
    consent_licence: (source) => speakerOf(source)?.consent?.licence,
    consent_given_at: (source) => speakerOf(source)?.consent?.givenAt,
    metadata: ({ metadata }) => canonicalText(metadata),
    id: ({ id }) => id,
    phoneme_id: ({ phonemeId }) => phonemeId,
    speaker_id: ({ speakerId }) => speakerId,
    take_id: ({ takeId }) => takeId,
  })
}

/** Phonemes as the inventory has them, and of each the newest source first. */
function byPlace({ phonemes }: BundleDocument): (a: BundleSource, b: BundleSource) => number {
  const places = new Map(phonemes.map(({ id, position }) => [id, position]))
  return (a, b) => {
    const place = (places.get(a.phonemeId) ?? 0) - (places.get(b.phonemeId) ?? 0)
    if (place !== 0) return place
    if (a.phonemeId !== b.phonemeId) return a.phonemeId < b.phonemeId ? -1 : 1
    if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt ? -1 : 1
    return a.id > b.id ? -1 : 1
  }
}

/** A table with a header, in pieces of a line. */
export function* csvText<Row>(rows: readonly Row[], columns: Columns<Row>): Generator<string> {
  yield byteOrderMark + csvRecord(Object.keys(columns))
  const cells = Object.values(columns)
  for (const row of rows) yield csvRecord(cells.map((cell) => asCellText(String(cell(row) ?? ''))))
}
