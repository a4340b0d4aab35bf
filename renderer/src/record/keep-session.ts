import type { StudioClient } from '../api/studio-connection.ts'
import type { Recorder } from '../audio/recorder.ts'
import type { WritableCell } from '../cell.ts'
import type { SittingState } from './sitting-state.ts'

export interface KeptSession {
  /** Ends the session under way, unless it is the right one, and, where a microphone is open and somebody is named, begins another. */
  renew(): Promise<void>
  end(): Promise<void>
  /** The session under way is given the sound check, as later ones are when they begin. */
  tellSoundCheck(): Promise<void>
}

/** The studio's session, kept in step with who speaks, at which microphone, through which script; one change at a time. */
export function keepSession({
  client,
  recorder,
  state,
}: {
  client: StudioClient
  recorder: Pick<Recorder, 'state'>
  state: WritableCell<SittingState>
}): KeptSession {
  const change = (part: Partial<SittingState>) => state.set({ ...state.get(), ...part })
  const told = (error: unknown) => change({ fault: { kind: 'call', error, saved: null } })
  let last: Promise<void> = Promise.resolve()
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    last = last.then(act)
    return last
  }

  const close = async () => {
    const { session } = state.get()
    if (session === null) return
    change({ session: null })
    // A session that could not be closed ends where its last take does.
    await client.recording.closeSession({ sessionId: session.id }).catch(() => undefined)
  }

  const open = async () => {
    const { speakerId, sittingId, soundCheck } = state.get()
    const recorderState = recorder.state.get()
    if (speakerId === null || !('input' in recorderState)) return
    try {
      const session = await client.recording.openSession({
        speakerId,
        input: recorderState.input,
        ...(sittingId !== null && { sittingId }),
        ...(soundCheck.kind === 'made' && { soundCheck: soundCheck.check }),
      })
      change({ session })
    } catch (error) {
      told(error)
    }
  }

  return {
    renew: () =>
      inTurn(async () => {
        await takeIsOver(state)
        const { session, speakerId, sittingId } = state.get()
        if (session?.speakerId === speakerId && session?.sittingId === sittingId) return
        await close()
        await open()
      }),
    end: () => inTurn(close),
    tellSoundCheck: () =>
      inTurn(async () => {
        const { session, soundCheck } = state.get()
        if (session === null || soundCheck.kind === 'none') return
        const check = soundCheck.kind === 'made' ? soundCheck.check : null
        try {
          const changed = await client.recording.setSoundCheck({ sessionId: session.id, soundCheck: check })
          if (state.get().session?.id === changed.id) change({ session: changed })
        } catch (error) {
          told(error)
        }
      }),
  }
}

/** A take keeps the session that it began in. */
async function takeIsOver(state: WritableCell<SittingState>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const look = () => {
    if (state.get().takingPhonemeId === null) resolve()
  }
  const leave = state.subscribe(look)
  look()
  await promise
  leave()
}
