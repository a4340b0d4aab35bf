import { measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import { measureSentence } from '#shared/acoustics/room-noise/measure-sentence.ts'
import type { SessionSoundCheck } from '#shared/entities/take.ts'
import { MicrophoneError } from '../../audio/microphone.ts'
import type { Recorder } from '../../audio/recorder.ts'
import type { Cell } from '../../cell.ts'
import { createCell } from '../../cell.ts'
import type { VoiceState } from './voice-end.ts'
import { createVoiceEnd } from './voice-end.ts'

export const silenceSeconds = 2
export const sentenceSecondsMost = 5

export type CheckPhase =
  | { kind: 'resting' }
  /** Two seconds in which nobody speaks. */
  | { kind: 'silence' }
  /** A sentence, until the voice stops. */
  | { kind: 'sentence'; voice: Exclude<VoiceState, 'over'> }

const resting: CheckPhase = { kind: 'resting' }

/** The course of a sound check: begun by a key, ended by itself. */
export interface CheckRun {
  phase: Cell<CheckPhase>
  /**
   * Begins anew, whatever is under way. What was measured is kept before the check rests; nothing is when it was given
   * up, or the microphone went.
   */
  begin(keep: (check: SessionSoundCheck) => void): Promise<void>
  /** What the level meter shows, so that the end of the sentence is noticed. */
  hear: (rmsDbfs: number, nowMs: number) => void
  giveUp(): void
}

export interface CheckRunParts {
  recorder: Pick<Recorder, 'state' | 'listen' | 'listenUntil'>
  now?: () => Date
}

interface Run {
  gaveUp: AbortController
  saidAll: AbortController
  voiceOf: ReturnType<typeof createVoiceEnd> | null
}

export function createCheckRun({ recorder, now = () => new Date() }: CheckRunParts): CheckRun {
  const phase = createCell<CheckPhase>(resting)
  let current: Run | null = null

  const giveUp = () => {
    current?.gaveUp.abort()
    current = null
    phase.set(resting)
  }

  const measure = async (run: Run): Promise<SessionSoundCheck | null> => {
    const state = recorder.state.get()
    if (state.kind !== 'listening') return null
    const { signal } = run.gaveUp
    phase.set({ kind: 'silence' })
    const quiet = await recorder.listen({ seconds: silenceSeconds, signal })
    if (signal.aborted) return null
    const room = measureRoom(quiet.samples, quiet.sampleRateHz)
    run.voiceOf = createVoiceEnd(room.noiseFloorDbfs)
    phase.set({ kind: 'sentence', voice: 'waiting' })
    const said = await recorder.listenUntil(AbortSignal.any([signal, run.saidAll.signal]), {
      mostSeconds: sentenceSecondsMost,
    })
    if (signal.aborted) return null
    return {
      noiseFloorDbfs: room.noiseFloorDbfs,
      input: state.input,
      room,
      sentence: measureSentence(said.samples, said.sampleRateHz, room),
      madeAt: now().toISOString(),
    }
  }

  return {
    phase,
    giveUp,

    async begin(keep) {
      giveUp()
      const run: Run = { gaveUp: new AbortController(), saidAll: new AbortController(), voiceOf: null }
      current = run
      try {
        const check = await measure(run)
        if (check !== null) keep(check)
      } catch (error) {
        // Given up, or the microphone went: the recorder's own state has told it already.
        if (!run.gaveUp.signal.aborted && !(error instanceof MicrophoneError)) throw error
      } finally {
        if (current === run) giveUp()
      }
    },

    hear(rmsDbfs, nowMs) {
      if (current?.voiceOf == null) return
      const voice = current.voiceOf(rmsDbfs, nowMs)
      if (voice === 'over') return current.saidAll.abort()
      const shown = phase.get()
      if (shown.kind === 'sentence' && shown.voice !== voice) phase.set({ kind: 'sentence', voice })
    },
  }
}
