import type { Overview, Slice, SourceStat, Totals } from '#shared/contract/analytics.ts'
import type { AudioCacheRecord } from '#shared/entities/cache-record.ts'
import { dayMs, getQualityScore } from '#shared/entities/audio-source.ts'
import type { Resolution } from '#shared/entities/resolve.ts'
import type { Dimension, TotalRow } from '../catalog/figures.ts'
import type { Catalog } from '../catalog/open-catalog.ts'

export interface Analytics {
  overview(): Overview
  totals(): Totals
  mostPlayed(top: number): SourceList
  unused(days: number, limit: number): SourceList
  expiring(days: number, limit: number): SourceList
  quality(): Promise<{ phonemeId: string; ipaSymbol: string; score: number }[]>
}

interface SourceList {
  sources: SourceStat[]
  /** Not counted beyond 10,001. */
  total: number
}

interface Friends {
  catalog: Catalog
  resolve: (phonemeId: string) => Promise<Resolution> | Resolution
  clock: () => Date
}

const mb = (bytes: number) => Math.round((bytes / 1_048_576) * 100) / 100

/** What the catalog knows of itself; nothing here counts as a play or changes anything. */
export function createAnalytics({ catalog, resolve, clock }: Friends): Analytics {
  function totals(): Totals {
    const { sources, plays, bytes, madeSeconds } = catalog.figures.all()
    const averageMade = sources === 0 ? 0 : madeSeconds / sources
    const ageDays = sources === 0 ? 0 : Math.max(0, (clock().getTime() / 1000 - averageMade) / 86_400)
    return {
      total_cached: sources,
      total_plays: plays,
      total_size_mb: mb(bytes),
      avg_age_days: Math.round(ageDays * 100) / 100,
    }
  }

  function slices(dimension: Dimension, nameOf: (key: string) => string = (key) => key): Slice[] {
    const slice = ({ key, sources, bytes, plays }: TotalRow): Slice => {
      return { key, name: nameOf(key), sources, sizeMb: mb(bytes), plays }
    }
    return catalog.figures.by(dimension).map(slice)
  }

  function statOf(record: AudioCacheRecord, nowMs: number): SourceStat[] {
    const source = catalog.sources.get(record.sourceId)
    if (source === undefined) return []
    const speaker = source.speakerId === null ? undefined : catalog.speakers.get(source.speakerId)
    return [
      {
        source,
        cacheRecord: record,
        ipaSymbol: catalog.phonemes.get(source.phonemeId)?.ipaSymbol ?? '',
        voiceName: speaker?.displayName ?? source.voiceId,
        ageDays: Math.max(0, Math.floor((nowMs - Date.parse(record.generatedAt)) / dayMs)),
        sizeMb: mb(record.fileSizeBytes),
      },
    ]
  }

  const statsOf = (records: AudioCacheRecord[]) => {
    const nowMs = clock().getTime()
    return records.flatMap((record) => statOf(record, nowMs))
  }
  const fromNow = (days: number) => new Date(clock().getTime() + days * dayMs).toISOString()

  return {
    totals,
    overview() {
      const categories = new Map(catalog.phonemes.categories().map(({ id, name }) => [id, name]))
      const speakers = new Map(catalog.speakers.all().map(({ id, displayName }) => [id, displayName]))
      return {
        totals: totals(),
        coverage: catalog.figures.coverage(),
        byType: slices('type'),
        byVoice: slices('voice'),
        bySpeaker: slices('speaker', (id) => speakers.get(id) ?? id),
        byLanguage: slices('language'),
        byCategory: slices('category', (id) => categories.get(id) ?? id),
        byMonth: slices('month'),
      }
    },
    mostPlayed(top) {
      const sources = statsOf(catalog.figures.mostPlayed(top))
      return { sources, total: sources.length }
    },
    unused(days, limit) {
      const before = fromNow(-days)
      return {
        sources: statsOf(catalog.figures.unplayedSince(before, limit)),
        total: catalog.figures.countUnplayedSince(before),
      }
    },
    expiring(days, limit) {
      const time = fromNow(days)
      const records = catalog.figures.expiringBy(time, limit).map((id) => catalog.sources.cacheRecord(id))
      return {
        sources: statsOf(records.filter((record) => record !== undefined)),
        total: catalog.figures.countExpiringBy(time),
      }
    },
    quality: () =>
      Promise.all(
        catalog.phonemes.all().map(async ({ id: phonemeId, ipaSymbol }) => {
          const { sourceType } = await resolve(phonemeId)
          return { phonemeId, ipaSymbol, score: sourceType === null ? 0 : getQualityScore({ sourceType }) }
        }),
      ),
  }
}
