import { readFile } from 'node:fs/promises'
import { BundleFault } from '#shared/node/bundle/bundle-fault.ts'
import type { PlannedAudio } from './audio-plan.ts'
import type { AudioFriends } from './audio-friends.ts'

type PlannedRendition = Extract<PlannedAudio, { kind: 'rendition' }>

/** Other forms are made while what comes before them is written, a few at a time: memory stays flat. */
export interface EncodeAhead {
  of(planned: PlannedRendition): Promise<Uint8Array>
  /** Nobody will ask for it. */
  pass(planned: PlannedRendition): void
  stop(): void
}

const mostAhead = 4

export function encodeAhead(
  plan: readonly PlannedAudio[],
  { fileOf, audioPool }: AudioFriends,
  signal: AbortSignal | undefined,
): EncodeAhead {
  const line = plan.filter((planned) => planned.kind === 'rendition')
  const stopping = new AbortController()
  const either = AbortSignal.any([stopping.signal, ...(signal === undefined ? [] : [signal])])
  const underWay = new Map<PlannedRendition, Promise<Uint8Array>>()
  let next = 0

  async function encode({ source, rendition }: PlannedRendition): Promise<Uint8Array> {
    const file = await readFile(fileOf(source.path)).catch((error: unknown) => {
      throw new BundleFault('FILE_UNREADABLE', source.path, {}, error)
    })
    return audioPool.encode(file, rendition, either)
  }

  function goAhead(): void {
    while (underWay.size < mostAhead && next < line.length) {
      const planned = line[next]
      next += 1
      if (planned === undefined) continue
      const encoding = encode(planned)
      // Heard when its turn comes, and never if the export ends before.
      encoding.catch(() => {})
      underWay.set(planned, encoding)
    }
  }

  return {
    async of(planned) {
      goAhead()
      const encoding = underWay.get(planned) ?? encode(planned)
      underWay.delete(planned)
      goAhead()
      return encoding
    },
    pass(planned) {
      goAhead()
      underWay.delete(planned)
      goAhead()
    },
    stop: () => stopping.abort(),
  }
}
