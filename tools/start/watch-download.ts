import { setTimeout as pause } from 'node:timers/promises'

/** A download under way, as far as its watcher needs to know it. */
export type Download = {
  /** Bytes on disk so far; any change counts as progress, since finished files move from folder to folder. */
  bytesSoFar(): Promise<number>
  finished: Promise<{ kind: 'ended' } | { kind: 'failed'; reason: string }>
  stop(): void
}

export type Outcome = { kind: 'here' } | { kind: 'missing'; reason: string }

/** Waits for a download as long as it moves, and gives it up when `silenceMs` pass without a byte. */
export async function watchDownload(
  download: Download,
  { silenceMs, everyMs = 250, now = Date.now }: { silenceMs: number; everyMs?: number; now?: () => number },
): Promise<Outcome> {
  let bytes = 0
  let movedAt = now()
  for (;;) {
    const state = await Promise.race([download.finished, pause(everyMs, undefined)])
    if (state?.kind === 'ended') return { kind: 'here' }
    if (state?.kind === 'failed') return { kind: 'missing', reason: state.reason }
    const bytesNow = await download.bytesSoFar()
    if (bytesNow !== bytes) {
      bytes = bytesNow
      movedAt = now()
    } else if (now() - movedAt >= silenceMs) {
      download.stop()
      return { kind: 'missing', reason: `no byte came within ${silenceMs / 1000} seconds` }
    }
  }
}
