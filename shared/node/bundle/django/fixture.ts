import { inKeyOrder } from '../../../entities/merge/canonical-text.ts'
import { parseHybrid } from '../../../entities/hybrid-clock.ts'
import type { BundleDocument } from '../bundle-document.ts'
import type { BundleSource } from '../spoken-texts.ts'
import type { BackendNote } from './backend-note.ts'
import type { BackendMapping } from './mapping.ts'
import { noMapping } from './mapping.ts'
import type { BackendModel } from './primary-keys.ts'
import { primaryKeys } from './primary-keys.ts'

export type { BackendNote } from './backend-note.ts'

/** A row as `manage.py loaddata` takes it in. */
export interface FixtureRow {
  model: `curriculum.${BackendModel}`
  pk: number
  fields: Record<string, unknown>
}

/** A choice for a phoneme that is the backend's own row. */
export interface BackendChoice {
  phoneme: number
  ipa_symbol: string
  preferred_audio_source: number | null
}

export interface BackendExport {
  /** `data/django/fixture.json` */
  fixture: FixtureRow[]
  /** `data/django/preferred.json` */
  preferred: BackendChoice[]
  /** `data/django/audiocache.json` */
  audioCache: FixtureRow[]
  notes: BackendNote[]
}

/** That backend takes an empty time as expired. */
const neverExpires = '2099-12-31T00:00:00.000Z'

/** What the course's backend takes in; docs/formats/django.md says how. */
export function backendExport(document: BundleDocument, mapping: BackendMapping = noMapping): BackendExport {
  const { categories, phonemes, cacheRecords } = document
  // It knows neither rejection nor contexts, and plays whatever is newest.
  const sources = document.sources.filter(({ rejectedAt, context }) => rejectedAt === null && context === 'isolated')
  const sourcesById = new Map(sources.map((source) => [source.id, source]))
  const mine = phonemes.filter(({ id }) => !mapping.phonemes.has(id))
  const needed = new Set(mine.map(({ categoryId }) => categoryId))
  const myCategories = categories.filter(({ id }) => needed.has(id) && !mapping.categories.has(id))
  const records = cacheRecords.filter(({ sourceId }) => sourcesById.has(sourceId))

  const categoryKeys = withMapped('phonemecategory', myCategories, mapping.categories)
  const phonemeKeys = withMapped('phoneme', mine, mapping.phonemes)
  const sourceKeys = primaryKeys('audiosource', sourcesById.keys())
  const cacheKeys = primaryKeys(
    'audiocache',
    records.map(({ sourceId }) => sourceId),
  )
  const keyOf = (keys: ReadonlyMap<string, number>, id: string) => keys.get(id) ?? 0
  const choiceOf = (sourceId: string) => sourceKeys.get(sourceId) ?? null
  const shownAs = playedTimes(document, sources)

  const categoryRows = myCategories.map(({ id, name, nameVi, categoryType }) =>
    row('phonemecategory', keyOf(categoryKeys, id), { name, name_vi: nameVi, category_type: categoryType }),
  )
  const phonemeRows = mine.map(({ id, categoryId, ipaSymbol, vietnameseApprox, preferredAudioSourceId }) =>
    row('phoneme', keyOf(phonemeKeys, id), {
      category: keyOf(categoryKeys, categoryId),
      ipa_symbol: ipaSymbol,
      vietnamese_approx: vietnameseApprox,
      preferred_audio_source: preferredAudioSourceId ? choiceOf(preferredAudioSourceId) : null,
    }),
  )
  const sourceRows = sources.map((source) =>
    row('audiosource', keyOf(sourceKeys, source.id), {
      phoneme: keyOf(phonemeKeys, source.phonemeId),
      source_type: source.sourceType,
      voice_id: source.voiceId,
      language: source.language,
      audio_file: source.path,
      audio_duration: source.audioDurationSeconds,
      metadata: inKeyOrder({ ...source.metadata, original_created_at: source.createdAt }),
      cached_until: source.sourceType === 'native' ? null : (source.cachedUntil ?? neverExpires),
      created_at: shownAs.get(source.id) ?? source.createdAt,
      updated_at: source.updatedAt,
    }),
  )
  const preferred = phonemes.flatMap(({ id, ipaSymbol, preferredAudioSourceId: chosen }) => {
    const phoneme = mapping.phonemes.get(id)
    const key = chosen ? choiceOf(chosen) : null
    const isForBackend = phoneme !== undefined && chosen !== undefined && (chosen === null || key !== null)
    return isForBackend ? [{ phoneme, ipa_symbol: ipaSymbol, preferred_audio_source: key }] : []
  })
  const audioCache = records.map(({ sourceId, fileSizeBytes, generatedAt, lastAccessedAt, usageCount }) =>
    row('audiocache', keyOf(cacheKeys, sourceId), {
      audio_source: keyOf(sourceKeys, sourceId),
      file_size: fileSizeBytes,
      generated_at: generatedAt,
      // It knows no record that was never played.
      last_accessed_at: lastAccessedAt ?? generatedAt,
      usage_count: usageCount,
    }),
  )
  return {
    fixture: [categoryRows, phonemeRows, sourceRows].flatMap((rows) => rows.toSorted(byKey)),
    preferred: preferred.toSorted((a, b) => a.phoneme - b.phoneme),
    audioCache: audioCache.toSorted(byKey),
    notes: notesOf(document, sourcesById),
  }
}

/** Rows as a JSON list, one a line. */
export function* backendText(rows: readonly (FixtureRow | BackendChoice)[]): Generator<string> {
  yield '['
  for (const [at, row] of rows.entries()) yield `${at === 0 ? '' : ','}\n  ${JSON.stringify(row)}`
  yield rows.length === 0 ? ']\n' : '\n]\n'
}

const byKey = (a: FixtureRow, b: FixtureRow) => a.pk - b.pk

function row(model: BackendModel, pk: number, fields: Record<string, unknown>): FixtureRow {
  return { model: `curriculum.${model}`, pk, fields }
}

function withMapped(
  model: BackendModel,
  rows: readonly { id: string }[],
  mapped: ReadonlyMap<string, number>,
): Map<string, number> {
  const own = primaryKeys(
    model,
    rows.map(({ id }) => id),
    mapped.values(),
  )
  return new Map([...own, ...mapped])
}

/**
 * The backend plays the newest native: the preferred one is shown as made when it was chosen, and later than its siblings.
 * So a choice stands there also against what an earlier bundle of other natives said.
 */
function playedTimes({ phonemes, clocks }: BundleDocument, sources: readonly BundleSource[]): Map<string, string> {
  const natives = Map.groupBy(
    sources.filter(({ sourceType }) => sourceType === 'native'),
    ({ phonemeId }) => phonemeId,
  )
  return new Map(
    phonemes.flatMap(({ id, preferredAudioSourceId }) => {
      const siblings = natives.get(id) ?? []
      const preferred = siblings.find((native) => native.id === preferredAudioSourceId)
      if (!preferred) return []
      const clock = clocks.phoneme?.[id]?.['preferredAudioSourceId']
      const chosen = clock === undefined ? 0 : parseHybrid(clock).ms
      const latest = siblings.reduce(
        (latest, native) => Math.max(latest, Date.parse(native.createdAt) + (native === preferred ? 0 : 1)),
        chosen,
      )
      return [[preferred.id, new Date(latest).toISOString()]]
    }),
  )
}

function notesOf({ phonemes, sources }: BundleDocument, forBackend: ReadonlyMap<string, BundleSource>): BackendNote[] {
  const natives = Map.groupBy(
    [...forBackend.values()].filter(({ sourceType }) => sourceType === 'native'),
    ({ phonemeId }) => phonemeId,
  )
  const notes = phonemes.flatMap(({ id: phonemeId, ipaSymbol, preferredAudioSourceId: sourceId }): BackendNote[] => {
    if (!sourceId) return []
    const source = forBackend.get(sourceId)
    if (!source) return [{ code: 'PREFERRED_NOT_FOR_BACKEND', phonemeId, ipaSymbol, sourceId }]
    const { length } = natives.get(phonemeId) ?? []
    if (source.sourceType === 'native' || length === 0) return []
    return [{ code: 'PREFERRED_TTS_BESIDE_NATIVES', phonemeId, ipaSymbol, sourceId, natives: length }]
  })
  const rejected = sources.filter(({ rejectedAt }) => rejectedAt !== null).length
  const examples = sources.filter(({ rejectedAt, context }) => rejectedAt === null && context !== 'isolated').length
  if (rejected > 0) notes.push({ code: 'REJECTED_NOT_FOR_BACKEND', count: rejected })
  if (examples > 0) notes.push({ code: 'EXAMPLES_NOT_FOR_BACKEND', count: examples })
  return notes
}
