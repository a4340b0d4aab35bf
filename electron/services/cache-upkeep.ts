import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Cleanup } from '#shared/contract/analytics.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { dayMs, markCached } from '#shared/entities/audio-source.ts'
import { megabytes } from '#shared/entities/cache-record.ts'
import type { RemovableRow } from '../catalog/figures.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { asStudioFault } from './as-studio-fault.ts'
import { StudioFault } from './studio-fault.ts'

export interface CleanupAsked {
  dryRun: boolean
  /** 30 unless said. */
  unusedDays?: number | undefined
  sizeBudgetMb?: number | undefined
}

export interface CacheUpkeep {
  /**
   * Takes away TTS clips that have expired and were not played for so many days; then, with a budget, the least recently
   * played until the rest fits. Never a native, never a preferred one, nor a file that another row names.
   */
  cleanup(asked: CleanupAsked): AsyncGenerator<{ done: number; total: number; label: string }, Cleanup, void>
  /** Until so many days from now. WRONG_VALUE for a native, which never expires. */
  keep(sourceId: string, days: number): { source: AudioSource; cachedUntil: string }
}

interface Friends {
  catalog: Catalog
  files: Pick<AudioFiles, 'discard'>
  clock: () => Date
}

interface Chosen {
  row: RemovableRow
  why: Cleanup['removed'][number]['why']
}

const bytesOfMb = 1_048_576
const rowsAtOnce = 500
const removedAtOnce = 50

export function createCacheUpkeep({ catalog, files, clock }: Friends): CacheUpkeep {
  /** A little at a time: whatever else the studio does, recording above all, goes on in between. */
  async function* eachRemovable(): AsyncGenerator<RemovableRow> {
    for (let last: RemovableRow | null = null; ; ) {
      const rows: RemovableRow[] = catalog.figures.removable(last, rowsAtOnce)
      yield* rows
      if (rows.length < rowsAtOnce) return
      last = rows.at(-1) ?? null
      await nextTurn()
    }
  }

  async function choose({ unusedDays = 30, sizeBudgetMb = Infinity }: CleanupAsked): Promise<Chosen[]> {
    const now = clock()
    const unusedSince = new Date(now.getTime() - unusedDays * dayMs).toISOString()
    const isStale = ({ cachedUntil, lastUsedAt }: RemovableRow) =>
      cachedUntil !== null && cachedUntil <= now.toISOString() && lastUsedAt < unusedSince
    const chosen: Chosen[] = []
    let left = catalog.figures.bytesOfTts()
    for await (const row of eachRemovable()) {
      if (row.lastUsedAt >= unusedSince) break
      if (!isStale(row)) continue
      chosen.push({ row, why: 'expired' })
      left -= row.fileSizeBytes
    }
    if (left <= sizeBudgetMb * bytesOfMb) return chosen
    for await (const row of eachRemovable()) {
      if (left <= sizeBudgetMb * bytesOfMb) break
      if (isStale(row)) continue
      chosen.push({ row, why: 'over budget' })
      left -= row.fileSizeBytes
    }
    return chosen
  }

  /** Looked at again in the transaction that removes it: an editor may have chosen or kept it, or a learner played it, since. */
  function stillStands({ row }: Chosen): boolean {
    const source = catalog.sources.get(row.sourceId)
    if (source === undefined || source.cachedUntil !== row.cachedUntil) return false
    if (catalog.phonemes.get(source.phonemeId)?.preferredAudioSourceId === source.id) return false
    return catalog.sources.cacheRecord(row.sourceId)?.usageCount === row.usageCount
  }

  function removeRows(some: readonly Chosen[]): Chosen[] {
    return catalog.write(() => {
      const standing = some.filter(stillStands)
      for (const { row } of standing) catalog.sources.delete(row.sourceId)
      return standing
    })
  }

  /** What became of the file: rows first, so that no row ever names a file that is gone. */
  async function discard({ row }: Chosen, result: Cleanup): Promise<boolean> {
    const { path } = row
    if (path === null || catalog.sources.isNamed(row)) return false
    try {
      await files.discard(path)
      return true
    } catch (error) {
      const fault = asStudioFault(error)
      if (!(fault instanceof StudioFault)) throw error
      result.failures.push({ label: path, code: fault.code, data: { ...fault.data } })
      return false
    }
  }

  return {
    async *cleanup(asked) {
      const { dryRun } = asked
      const result: Cleanup = { dryRun, removed: [], failures: [], freedMb: 0, keptMb: 0 }
      const chosen = await choose(asked)
      const total = chosen.length
      let freedBytes = 0
      for (let done = 0; done < total; done += removedAtOnce) {
        yield { done, total, label: chosen[done]?.row.path ?? '' }
        const some = chosen.slice(done, done + removedAtOnce)
        for (const one of dryRun ? some : removeRows(some)) {
          const { sourceId, path, fileSizeBytes } = one.row
          if (dryRun || (await discard(one, result))) freedBytes += fileSizeBytes
          result.removed.push({ sourceId, path, why: one.why, sizeMb: megabytes(fileSizeBytes) })
        }
      }
      yield { done: total, total, label: '' }
      const stays = catalog.figures.bytesOfTts() - (dryRun ? freedBytes : 0)
      return { ...result, freedMb: megabytes(freedBytes), keptMb: megabytes(stays) }
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
