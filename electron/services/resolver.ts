import { dayMs } from '#shared/entities/audio-source.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { Resolution } from '#shared/entities/resolve.ts'
import { resolve } from '#shared/entities/resolve.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles, FileStat } from '../storage/audio-files.ts'
import type { Playability } from './playability.ts'

export interface Resolver {
  /**
   * The rule's answer, from the memo where nothing has changed since: no row of this process or another, and not the
   * answer's file. `forceRefresh` looks at everything again.
   */
  resolve(phonemeId: string, options?: { forceRefresh?: boolean | undefined }): Promise<Resolution> | Resolution
  /** Forgets one phoneme's answer, or all; how many there were. */
  clear(phonemeId?: string): number
}

interface Friends {
  catalog: Pick<Catalog, 'phonemes' | 'sources' | 'onTouch' | 'foreignChanges'>
  files: Pick<AudioFiles, 'statNow'>
  playability: Playability
  clock: () => Date
}

interface Remembered {
  resolution: Resolution
  path: string
  file: FileStat
  /** Milliseconds since 1970: when the answer itself expires, or 30 days after it was found. */
  until: number
}

const mostMs = 30 * dayMs

export function createResolver({ catalog, files, playability, clock }: Friends): Resolver {
  const memo = new Map<string, Remembered>()
  /** Rises with every touch of a phoneme, so that an answer found meanwhile is not remembered. */
  const touches = new Map<string, number>()
  let touchesOfAll = 0
  let foreign = catalog.foreignChanges()

  catalog.onTouch((phonemeId) => {
    if (phonemeId === null) {
      memo.clear()
      touchesOfAll += 1
    } else {
      memo.delete(phonemeId)
      touches.set(phonemeId, (touches.get(phonemeId) ?? 0) + 1)
    }
  })

  function seeOthers(): void {
    const now = catalog.foreignChanges()
    if (now === foreign) return
    foreign = now
    memo.clear()
    touchesOfAll += 1
  }

  function remembered(phonemeId: string): Resolution | undefined {
    const found = memo.get(phonemeId)
    if (found === undefined) return undefined
    const file = files.statNow(found.path)
    const same = file?.sizeBytes === found.file.sizeBytes && file.modifiedMs === found.file.modifiedMs
    if (same && clock().getTime() < found.until) return found.resolution
    memo.delete(phonemeId)
    return undefined
  }

  async function look(phonemeId: string): Promise<Resolution> {
    const phoneme = catalog.phonemes.get(phonemeId) as Phoneme
    const before = { own: touches.get(phonemeId), all: touchesOfAll }
    const sources = catalog.sources.ofPhoneme(phonemeId)
    const candidates = await playability.candidates(sources)
    const now = clock()
    const resolution = resolve(phoneme, candidates, now.toISOString())
    const untouched = before.own === touches.get(phonemeId) && before.all === touchesOfAll
    if (untouched) remember(phonemeId, resolution, now)
    return resolution
  }

  function remember(phonemeId: string, resolution: Resolution, now: Date): void {
    const { source, rung, ladder } = resolution
    if (source?.path == null || rung === 'expired') return
    // A file that was missing may come back, and nothing would tell: such an answer is found anew each time.
    if (ladder.some(({ passedOver }) => passedOver?.reason === 'fault')) return
    const file = files.statNow(source.path)
    if (file === null) return
    // An editor's choice outlives its own expiry.
    const expires = rung === 'preferred' || source.cachedUntil === null ? Infinity : Date.parse(source.cachedUntil)
    memo.set(phonemeId, { resolution, path: source.path, file, until: Math.min(expires, now.getTime() + mostMs) })
  }

  return {
    resolve(phonemeId, { forceRefresh = false } = {}) {
      seeOthers()
      if (forceRefresh) memo.delete(phonemeId)
      return remembered(phonemeId) ?? look(phonemeId)
    },
    clear(phonemeId) {
      if (phonemeId !== undefined) return memo.delete(phonemeId) ? 1 : 0
      const { size } = memo
      memo.clear()
      return size
    },
  }
}
