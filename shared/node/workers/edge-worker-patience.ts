import { setTimeout as pause } from 'node:timers/promises'
import type { SpeechFaultRecord } from '../engines/speech-fault.ts'
import { SpeechFault } from '../engines/speech-fault.ts'

const longestTimerMs = 2_147_483_647

/** How long before the host would end the thread a request is given up: a slow service then costs no thread. */
const longestLeadMs = 1_000
const firstPauseMs = 500
const longestPauseMs = 8_000

/** The time that a request has. */
export interface Patience {
  /** Aborted, its reason the SpeechFault to answer with, when the time is up or nobody waits any more. */
  signal: AbortSignal
  /** Tries again after faults that pass, as long as the next attempt can still begin in time. */
  retry<Result>(attempt: () => Promise<Result>): Promise<Result>
  end(): void
}

export function openPatience(deadlineMs: number, caller: AbortSignal): Patience {
  const ownMs = Math.min(deadlineMs - Math.min(deadlineMs / 4, longestLeadMs), longestTimerMs)
  const endsAtMs = performance.now() + ownMs
  const over = new AbortController()
  const onDeadline = () =>
    over.abort(new SpeechFault({ code: 'DEADLINE', data: { engine: 'edge', phase: 'speech', deadlineMs } }))
  const onCaller = () => over.abort(new SpeechFault({ code: 'CANCELLED', data: { engine: 'edge', by: 'caller' } }))
  const timer = setTimeout(onDeadline, ownMs)
  caller.addEventListener('abort', onCaller, { once: true })

  return {
    signal: over.signal,
    async retry(attempt) {
      for (let failures = 1; ; failures += 1) {
        try {
          return await attempt()
        } catch (error) {
          if (!(error instanceof SpeechFault) || !passes(error.fault)) throw error
          const pauseMs = pauseAfter(failures)
          if (performance.now() + pauseMs >= endsAtMs) throw error
          await pause(pauseMs, undefined, { signal: over.signal })
        }
      }
    },
    end() {
      clearTimeout(timer)
      caller.removeEventListener('abort', onCaller)
    },
  }
}

/** Whether the same request is worth a second attempt. */
function passes({ code, data }: SpeechFaultRecord): boolean {
  return code === 'TOO_MANY_REQUESTS' || (code === 'SERVICE_DOWN' && data.status === 503)
}

/** Doubles with each failure; the random half keeps requests that failed together from coming back together. */
function pauseAfter(failures: number): number {
  const most = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs)
  return most / 2 + (Math.random() * most) / 2
}
