import type { Coverage, Overview, Slice, SourceStat, Totals } from '#shared/contract/analytics.ts'
import { dayMs, getQualityScore } from '#shared/entities/audio-source.ts'
import { cacheAgeDays, megabytes } from '#shared/entities/cache-record.ts'
import type { Resolution } from '#shared/entities/resolve.ts'
import type { GroupRow, TotalRow } from '../catalog/figures.ts'
import { sumBy } from '../catalog/figures.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import { inTurns } from './in-turns.ts'

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
  catalog: Pick<Catalog, 'figures' | 'phonemes' | 'speakers' | 'sourcePages'>
  resolve: (phonemeId: string) => Promise<Resolution> | Resolution
  clock: () => Date
}

/** What the catalog knows of itself; nothing here counts as a play or changes anything. */
export function createAnalytics({ catalog, resolve, clock }: Friends): Analytics {
  function totalsOf(groups: readonly GroupRow[]): Totals {
    const sum = (field: 'sources' | 'bytes' | 'plays' | 'madeSeconds') =>
      groups.reduce((total, group) => total + group[field], 0)
    const sources = sum('sources')
    const ageDays = sources === 0 ? 0 : (clock().getTime() / 1000 - sum('madeSeconds') / sources) / 86_400
    return {
      total_cached: sources,
      total_plays: sum('plays'),
      total_size_mb: megabytes(sum('bytes')),
      avg_age_days: Math.max(0, Math.round(ageDays * 100) / 100),
    }
  }

  function coverage(): Coverage[] {
    const ofCategory = Map.groupBy(catalog.figures.coverage(), ({ categoryId }) => categoryId)
    return catalog.phonemes.categories().map(({ id: categoryId, name }) => {
      const phonemes = ofCategory.get(categoryId) ?? []
      const lacking = (what: 'native' | 'file') =>
        phonemes.filter((one) => one[what] === 0).map(({ phonemeId, ipaSymbol }) => ({ phonemeId, ipaSymbol }))
      const [withoutNative, withoutFile] = [lacking('native'), lacking('file')]
      return {
        categoryId,
        name,
        phonemes: phonemes.length,
        withNative: phonemes.length - withoutNative.length,
        withFile: phonemes.length - withoutFile.length,
        withoutNative,
        withoutFile,
      }
    })
  }

  function slices(rows: readonly TotalRow[], nameOf: (key: string) => string = (key) => key): Slice[] {
    return rows.map(({ key, sources, bytes, plays }) => ({
      key,
      name: nameOf(key),
      sources,
      sizeMb: megabytes(bytes),
      plays,
    }))
  }

  function statsOf(ids: readonly string[]): SourceStat[] {
    const now = clock().toISOString()
    return catalog.sourcePages.listed(ids).map(({ source, cacheRecord, ipaSymbol, speakerName }) => ({
      source,
      cacheRecord,
      ipaSymbol,
      voiceName: speakerName ?? source.voiceId,
      ageDays: cacheAgeDays(cacheRecord, now),
      sizeMb: megabytes(cacheRecord.fileSizeBytes),
    }))
  }

  const idsOf = (records: readonly { sourceId: string }[]) => records.map(({ sourceId }) => sourceId)
  const fromNow = (days: number) => new Date(clock().getTime() + days * dayMs).toISOString()

  return {
    totals: () => totalsOf(catalog.figures.groups()),
    overview() {
      const groups = catalog.figures.groups()
      const categories = new Map(catalog.phonemes.categories().map(({ id, name }) => [id, name]))
      const speakers = new Map(catalog.speakers.all().map(({ id, displayName }) => [id, displayName]))
      return {
        totals: totalsOf(groups),
        coverage: coverage(),
        byType: slices(sumBy(groups, 'type')),
        byVoice: slices(sumBy(groups, 'voice')),
        bySpeaker: slices(sumBy(groups, 'speaker'), (id) => speakers.get(id) ?? id),
        byLanguage: slices(sumBy(groups, 'language')),
        byCategory: slices(catalog.figures.by('category'), (id) => categories.get(id) ?? id),
        byMonth: slices(sumBy(groups, 'month')),
      }
    },
    mostPlayed(top) {
      const sources = statsOf(idsOf(catalog.figures.mostPlayed(top)))
      return { sources, total: sources.length }
    },
    unused(days, limit) {
      const before = fromNow(-days)
      return {
        sources: statsOf(idsOf(catalog.figures.unplayedSince(before, limit))),
        total: catalog.figures.countUnplayedSince(before),
      }
    },
    expiring(days, limit) {
      const time = fromNow(days)
      return {
        sources: statsOf(catalog.figures.expiringBy(time, limit)),
        total: catalog.figures.countExpiringBy(time),
      }
    },
    quality: () =>
      inTurns(catalog.figures.coverage(), async ({ phonemeId, ipaSymbol }) => {
        const { sourceType } = await resolve(phonemeId)
        return { phonemeId, ipaSymbol, score: sourceType === null ? 0 : getQualityScore({ sourceType }) }
      }),
  }
}
