import { dayMs } from '#shared/entities/audio-source.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Resolution, SourceFault } from '#shared/entities/resolve.ts'
import { resolve, unknownPhoneme } from '#shared/entities/resolve.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles, FileStat } from '../storage/audio-files.ts'
import type { Playability } from './playability.ts'

export interface Resolver {
  /**
   * The rule's answer, from the memo where nothing has changed since: no row of this process or another, and not the
   * answer's file. `forceRefresh` looks at everything again. At once, unless a file has to be read for it.
   */
  resolve(phonemeId: string, options?: { forceRefresh?: boolean | undefined }): Promise<Resolution> | Resolution
  /** Forgets one phoneme's answer, or all; how many there were. */
  clear(phonemeId?: string): number
}

interface Friends {
  catalog: Pick<Catalog, 'onTouch' | 'foreignChanges'> & {
    phonemes: Pick<Catalog['phonemes'], 'forRule'>
    sources: Pick<Catalog['sources'], 'ofPhoneme'>
  }
  files: Pick<AudioFiles, 'statNow'>
  playability: Pick<Playability, 'faultNow' | 'fault'>
  clock: () => Date
}

interface Remembered {
  resolution: Resolution
  /** null: an answer without a file. */
  path: string | null
  file: FileStat | null
  /** Milliseconds since 1970: when the answer itself expires, or 30 days after it was found. */
  until: number
}

type Faults = Map<string, SourceFault | null>

const mostMs = 30 * dayMs
/** After so many looks a file that is being written to meanwhile counts as it was last read. */
const mostLooks = 3
/** Faults that the catalog itself tells of; about a file nothing tells that it came back. */
const toldFaults: ReadonlySet<SourceFault> = new Set<SourceFault>([
  'no file',
  'consent missing',
  'consent withdrawn',
  'rejected',
])

export function createResolver({ catalog, files, playability, clock }: Friends): Resolver {
  const memo = new Map<string, Remembered>()
  let foreign = catalog.foreignChanges()

  catalog.onTouch((phonemeId) => {
    if (phonemeId === null) memo.clear()
    else memo.delete(phonemeId)
  })

  function seeOthers(): void {
    const now = catalog.foreignChanges()
    if (now === foreign) return
    foreign = now
    memo.clear()
  }

  function remembered(phonemeId: string): Resolution | undefined {
    const found = memo.get(phonemeId)
    if (found === undefined) return undefined
    const { path, file, until, resolution } = found
    if (clock().getTime() < until && (path === null || isSame(files.statNow(path), file))) return resolution
    memo.delete(phonemeId)
    return undefined
  }

  /** Everything is read in one go, so that no change of this process falls in between: the answer, or what must be read. */
  function look(phonemeId: string, faults: Faults): Resolution | AudioSource[] {
    const phoneme = catalog.phonemes.forRule(phonemeId)
    if (phoneme === undefined) return unknownPhoneme
    const sources = catalog.sources.ofPhoneme(phonemeId)
    const now = clock()
    for (;;) {
      const candidates = sources.map((source) => ({ source, fault: faults.get(source.id) ?? null }))
      const resolution = resolve(phoneme, candidates, now.toISOString())
      // Only the files on which the answer hangs: those that the ladder names, until it names none that was not looked at.
      const named = new Set(resolution.ladder.map(({ sourceId }) => sourceId))
      const unseen = sources.filter(({ id }) => named.has(id) && !faults.has(id))
      if (unseen.length === 0) {
        remember(phonemeId, resolution, now)
        return resolution
      }
      const unread = unseen.filter((source) => {
        const fault = playability.faultNow(source)
        if (fault !== 'unknown') faults.set(source.id, fault)
        return fault === 'unknown'
      })
      if (unread.length > 0) return unread
    }
  }

  async function readAndLook(phonemeId: string, unread: AudioSource[]): Promise<Resolution> {
    const faults: Faults = new Map()
    for (let looks = 1; ; looks += 1) {
      const read = await Promise.all(unread.map((source) => playability.fault(source)))
      // What was read is noted in the catalog, where the next look finds it; unless the file changes as fast as it is read.
      if (looks >= mostLooks) for (const [at, { id }] of unread.entries()) faults.set(id, read[at] ?? null)
      const found = look(phonemeId, new Map(faults))
      if (!Array.isArray(found)) return found
      unread = found
    }
  }

  function remember(phonemeId: string, resolution: Resolution, now: Date): void {
    const { source, rung, ladder } = resolution
    if (ladder.some(({ passedOver }) => passedOver?.reason === 'fault' && !toldFaults.has(passedOver.fault))) return
    const path = source?.path ?? null
    const file = path === null ? null : files.statNow(path)
    if (path !== null && file === null) return
    const most = now.getTime() + mostMs
    // An editor's choice outlives its own expiry, and what has expired does not expire again.
    const expires = rung === 'tts' || rung === 'generated' ? (source?.cachedUntil ?? null) : null
    const until = expires === null ? most : Math.min(Date.parse(expires), most)
    memo.set(phonemeId, { resolution, path, file, until })
  }

  return {
    resolve(phonemeId, { forceRefresh = false } = {}) {
      seeOthers()
      if (forceRefresh) memo.delete(phonemeId)
      const known = remembered(phonemeId)
      if (known !== undefined) return known
      const found = look(phonemeId, new Map())
      return Array.isArray(found) ? readAndLook(phonemeId, found) : found
    },
    clear(phonemeId) {
      if (phonemeId !== undefined) return memo.delete(phonemeId) ? 1 : 0
      const { size } = memo
      memo.clear()
      return size
    },
  }
}

function isSame(found: FileStat | null, known: FileStat | null): boolean {
  return found?.sizeBytes === known?.sizeBytes && found?.modifiedMs === known?.modifiedMs
}
