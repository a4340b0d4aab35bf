import type { ExportOptions, ExportResult } from '#shared/contract/bundles.ts'
import { runStream } from '../api/run-stream.ts'
import type { StudioClient } from '../api/studio-connection.ts'
import type { Cell } from '../cell.ts'
import { createCell } from '../cell.ts'
import type { TimedProgress } from './time-left.ts'
import { createTimeLeft } from './time-left.ts'

export type ExportState =
  | { kind: 'idle' }
  | { kind: 'working'; progress: TimedProgress | null }
  | { kind: 'done'; result: ExportResult }
  | { kind: 'cancelled' }
  | { kind: 'failed'; error: unknown }

/** One export at a time. It goes on while its person is in another room. */
export interface Exporting {
  state: Cell<ExportState>
  start(options: ExportOptions): Promise<void>
  cancel(): void
}

interface Friends {
  client: { bundles: Pick<StudioClient['bundles'], 'export'> }
  nowMs: () => number
}

export function createExporting({ client, nowMs }: Friends): Exporting {
  const state = createCell<ExportState>({ kind: 'idle' })
  let controller: AbortController | null = null
  return {
    state,
    async start(options) {
      if (state.get().kind === 'working') return
      const mine = new AbortController()
      controller = mine
      state.set({ kind: 'working', progress: null })
      const timed = createTimeLeft(nowMs)
      try {
        const stream = await client.bundles.export(options, { signal: mine.signal })
        const result = await runStream(stream, (progress) => {
          if (!mine.signal.aborted) state.set({ kind: 'working', progress: timed(progress) })
        })
        state.set({ kind: 'done', result })
      } catch (error) {
        state.set(mine.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error })
      }
    },
    cancel: () => controller?.abort(),
  }
}
