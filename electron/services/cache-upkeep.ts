import { dayMs, markCached } from '#shared/entities/audio-source.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { RemovableRow } from '../catalog/figures.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { StudioFault } from './studio-fault.ts'

export type WhyRemoved = 'expired' | 'over budget'

export interface Cleanup {
  dryRun: boolean
  removed: { sourceId: string; path: string | null; why: WhyRemoved; sizeMb: number }[]
  freedMb: number
  /** TTS that stays. */
  keptMb: number
}

export interface CacheUpkeep {
  /**
   * Takes away TTS clips that have expired and were not played for so many days (30); then, with a budget, the least
   * recently played until the rest fits. Never a native, never a preferred one.
   */
  cleanup(asked: {
    dryRun: boolean
    unusedDays?: number | undefined
    sizeBudgetMb?: number | undefined
  }): Promise<Cleanup>
  /** WRONG_VALUE for a native, which never expires. */
  keep(sourceId: string, days: number): { source: AudioSource; cachedUntil: string }
}

interface Friends {
  catalog: Catalog
  files: Pick<AudioFiles, 'discard'>
  clock: () => Date
}

const bytesOfMb = 1_048_576
const mb = (bytes: number) => Math.round((bytes / bytesOfMb) * 100) / 100

export function createCacheUpkeep({ catalog, files, clock }: Friends): CacheUpkeep {
  function chosen(unusedDays: number, sizeBudgetMb: number): { row: RemovableRow; why: WhyRemoved }[] {
    const now = clock()
    const unusedSince = new Date(now.getTime() - unusedDays * dayMs).toISOString()
    const rows = [...catalog.figures.removable()]
    const isStale = ({ cachedUntil, lastAccessedAt, generatedAt }: RemovableRow) =>
      cachedUntil !== null && cachedUntil <= now.toISOString() && (lastAccessedAt ?? generatedAt) < unusedSince
    const stale = rows.filter(isStale).map((row) => ({ row, why: 'expired' as const }))
    let left = catalog.figures.bytesOfTts() - stale.reduce((sum, { row }) => sum + row.fileSizeBytes, 0)
    const overBudget: { row: RemovableRow; why: WhyRemoved }[] = []
    for (const row of rows) {
      if (left <= sizeBudgetMb * bytesOfMb) break
      if (isStale(row)) continue
      overBudget.push({ row, why: 'over budget' })
      left -= row.fileSizeBytes
    }
    return [...stale, ...overBudget]
  }

  /** Looked at again in the transaction that removes it: an editor may have chosen it, or a learner played it, since. */
  function removeRow(row: RemovableRow): boolean {
    return catalog.write(() => {
      const source = catalog.sources.get(row.sourceId)
      if (source === undefined || catalog.phonemes.get(source.phonemeId)?.preferredAudioSourceId === source.id)
        return false
      if (catalog.sources.cacheRecord(row.sourceId)?.usageCount !== row.usageCount) return false
      catalog.sources.delete(row.sourceId)
      return true
    })
  }

  return {
    async cleanup({ dryRun, unusedDays = 30, sizeBudgetMb = Infinity }) {
      const removed: Cleanup['removed'] = []
      let freedBytes = 0
      for (const { row, why } of chosen(unusedDays, sizeBudgetMb)) {
        if (!dryRun && !removeRow(row)) continue
        if (!dryRun && row.path !== null) await files.discard(row.path)
        freedBytes += row.fileSizeBytes
        removed.push({ sourceId: row.sourceId, path: row.path, why, sizeMb: mb(row.fileSizeBytes) })
      }
      const stays = catalog.figures.bytesOfTts() - (dryRun ? freedBytes : 0)
      return { dryRun, removed, freedMb: mb(freedBytes), keptMb: mb(stays) }
    },
    keep(sourceId, days) {
      const source = catalog.sources.get(sourceId)
      if (source === undefined) throw new StudioFault('SOURCE_MISSING', { sourceId })
      if (source.sourceType === 'native')
        throw new StudioFault('WRONG_VALUE', { field: 'sourceId', reason: 'a native recording never expires' })
      const now = clock().toISOString()
      const cachedUntil = markCached(source, now, days)
      catalog.write(() => catalog.sources.change(sourceId, { cachedUntil }, now))
      return { source: { ...source, cachedUntil, updatedAt: now }, cachedUntil }
    },
  }
}
