import type { BundleProgress, ImportResult, VerifyResult } from '#shared/contract/bundles.ts'
import { studioErrorCode } from '../api/declared-error.ts'
import { runStream } from '../api/run-stream.ts'
import type { Cell } from '../cell.ts'
import { createCell } from '../cell.ts'
import type { Decisions } from './decisions.ts'
import { askedOf } from './decisions.ts'
import type { SendFriends } from './send-file.ts'
import { sendFile } from './send-file.ts'
import type { TimedProgress } from './time-left.ts'
import { createTimeLeft } from './time-left.ts'

export interface SentFile {
  uploadId: string
  fileName: string
  sizeBytes: number
}

export type ReadingStep = 'verify' | 'plan' | 'import'

export type ReadingWork =
  | { kind: 'idle'; stopped: ReadingStep | null }
  | { kind: 'working'; step: ReadingStep; progress: TimedProgress | null }
  | { kind: 'verified'; result: VerifyResult }
  | { kind: 'planned'; result: ImportResult }
  | { kind: 'imported'; result: ImportResult }
  | { kind: 'failed'; step: ReadingStep; error: unknown }

export type ReadingState =
  | { kind: 'empty'; error: unknown }
  | { kind: 'sending'; fileName: string; progress: TimedProgress }
  | { kind: 'sent'; file: SentFile; work: ReadingWork }

/** A bundle on its way in, from the file to what it brought. Whoever opens it closes it: nothing of the file stays behind. */
export interface BundleReading {
  state: Cell<ReadingState>
  choose(file: File): Promise<void>
  verify(): Promise<void>
  plan(): Promise<void>
  takeOver(decisions: Decisions): Promise<void>
  /** Ends what is under way; an import may just have ended by itself. */
  stop(): void
  /** Puts the file away. */
  putAway(): void
  close(): void
}

type Stream<Result> = { next(): Promise<IteratorResult<BundleProgress, Result>> }

export function createReading(friends: SendFriends & { nowMs: () => number }): BundleReading {
  const { client, nowMs } = friends
  const state = createCell<ReadingState>({ kind: 'empty', error: null })
  let controller = new AbortController()

  const beginAnew = () => {
    controller.abort()
    controller = new AbortController()
    const { signal } = controller
    return signal
  }

  function discard(): void {
    const now = state.get()
    // What can't be discarded now goes with the studio.
    if (now.kind === 'sent') client.bundles.discardUpload({ uploadId: now.file.uploadId }).catch(() => undefined)
  }

  async function work<Result>(
    step: ReadingStep,
    open: (uploadId: string, signal: AbortSignal) => Promise<Stream<Result>>,
    ended: (result: Result) => ReadingWork,
  ): Promise<void> {
    const before = state.get()
    if (before.kind !== 'sent' || before.work.kind === 'working') return
    const { file } = before
    const signal = beginAnew()
    const show = (next: ReadingWork) => state.set({ kind: 'sent', file, work: next })
    const timed = createTimeLeft(nowMs)
    show({ kind: 'working', step, progress: null })
    try {
      const result = await runStream(await open(file.uploadId, signal), (progress) => {
        if (!signal.aborted) show({ kind: 'working', step, progress: timed(progress) })
      })
      if (!signal.aborted) show(ended(result))
    } catch (error) {
      if (signal.aborted) return
      if (studioErrorCode(error) === 'UPLOAD_UNKNOWN') state.set({ kind: 'empty', error })
      else show({ kind: 'failed', step, error })
    }
  }

  return {
    state,
    async choose(file) {
      discard()
      const signal = beginAnew()
      const { name: fileName, size: sizeBytes } = file
      const timed = createTimeLeft(nowMs)
      const sent = (doneBytes: number) => {
        const progress = timed({ done: 0, total: 1, label: fileName, doneBytes, totalBytes: sizeBytes })
        if (!signal.aborted) state.set({ kind: 'sending', fileName, progress })
      }
      sent(0)
      try {
        const uploadId = await sendFile(file, friends, sent, signal)
        state.set({ kind: 'sent', file: { uploadId, fileName, sizeBytes }, work: { kind: 'idle', stopped: null } })
      } catch (error) {
        if (!signal.aborted) state.set({ kind: 'empty', error })
      }
    },
    verify: () =>
      work(
        'verify',
        (uploadId, signal) => client.bundles.verify({ uploadId }, { signal }),
        (result) => ({ kind: 'verified', result }),
      ),
    plan: () =>
      work(
        'plan',
        (uploadId, signal) => client.bundles.plan({ uploadId }, { signal }),
        (result) => ({ kind: 'planned', result }),
      ),
    takeOver: (decisions) =>
      work(
        'import',
        (uploadId, signal) => client.bundles.import({ uploadId, ...askedOf(decisions) }, { signal }),
        (result) => ({ kind: 'imported', result }),
      ),
    stop() {
      controller.abort()
      const now = state.get()
      if (now.kind === 'sending') state.set({ kind: 'empty', error: null })
      if (now.kind === 'sent' && now.work.kind === 'working')
        state.set({ ...now, work: { kind: 'idle', stopped: now.work.step } })
    },
    putAway() {
      controller.abort()
      discard()
      state.set({ kind: 'empty', error: null })
    },
    close() {
      controller.abort()
      discard()
    },
  }
}
