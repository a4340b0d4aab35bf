import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import type { SessionSoundCheck } from '#shared/entities/take.ts'
import type { StudioConnection } from '../api/studio-connection.ts'
import { MicrophoneError } from '../audio/microphone.ts'
import type { Recorder } from '../audio/recorder.ts'
import type { Cell } from '../cell.ts'
import { createCell } from '../cell.ts'
import { createTakeMaker } from './make-take.ts'
import { keepSession } from './keep-session.ts'
import type { Choices } from './remembered-choices.ts'
import type { SavedTake } from './saved-take.ts'
import type { AskedFor, SittingState, TakeMadeByItself } from './sitting-state.ts'

export type { AskedFor, SittingFault, SittingState, SoundCheckState, TakeMadeByItself } from './sitting-state.ts'

/** One person at one microphone, whichever room is in view: the microphone stays open until it is closed here. */
export interface Sitting {
  state: Cell<SittingState>
  chooseSpeaker(speakerId: string): Promise<void>
  chooseMicrophone(deviceId: string | null): Promise<void>
  openMicrophone(): Promise<void>
  closeMicrophone(): Promise<void>
  /** null: the speaker went without. */
  keepSoundCheck(check: SessionSoundCheck | null): Promise<void>
  /** Takes made from now on belong to it; the microphone stays open. */
  joinSitting(sittingId: string | null): Promise<void>
  /** Settles when the take is saved or given up. */
  startTake(asked: AskedFor): Promise<void>
  stopTake(): void
  /** Waits for the sound, and ends with it; null when `signal` was aborted first, or it failed as `state.fault` says. */
  takeByItself(asked: AskedFor & { soundClass: SoundClass; signal: AbortSignal }): Promise<TakeMadeByItself | null>
}

export interface SittingParts {
  connection: Pick<StudioConnection, 'client' | 'whenOpen'>
  recorder: Recorder
  choices: Choices
  /** A take is on disk: views may show it before anything is asked again. */
  onTaken: (take: SavedTake) => void
}

export function createSitting({ connection, recorder, choices, onTaken }: SittingParts): Sitting {
  const state = createCell<SittingState>({
    ...choices.read(),
    soundCheck: { kind: 'none' },
    sittingId: null,
    session: null,
    takingPhonemeId: null,
    lastTake: null,
    fault: null,
  })
  const change = (part: Partial<SittingState>) => state.set({ ...state.get(), ...part })
  const session = keepSession({ client: connection.client, recorder, state })
  const takes = createTakeMaker({ connection, recorder, state, onTaken, onMicrophoneLost: () => void session.end() })

  // Unplugged between two takes: the recorder says so by itself.
  recorder.state.subscribe(() => {
    const now = recorder.state.get()
    if (now.kind !== 'failed' || state.get().takingPhonemeId !== null) return
    change({ fault: { kind: 'microphone', fault: now.fault, saved: null } })
    void session.end()
  })

  const openMicrophone = async () => {
    change({ fault: null, lastTake: null })
    await session.end()
    try {
      await recorder.open(state.get().deviceId)
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error
      // The recorder's own state has told it already.
      return
    }
    await session.renew()
  }

  return {
    state,
    openMicrophone,

    async chooseSpeaker(speakerId) {
      choices.remember({ speakerId })
      change({ speakerId, lastTake: null })
      await session.renew()
    },

    async chooseMicrophone(deviceId) {
      choices.remember({ deviceId })
      change({ deviceId })
      if (recorder.state.get().kind === 'listening') await openMicrophone()
    },

    async closeMicrophone() {
      recorder.close()
      change({ fault: null, lastTake: null })
      await session.end()
    },

    async keepSoundCheck(check) {
      change({ soundCheck: check === null ? { kind: 'skipped' } : { kind: 'made', check } })
      await session.tellSoundCheck()
    },

    async joinSitting(sittingId) {
      if (state.get().sittingId === sittingId) return
      change({ sittingId, lastTake: null })
      await session.renew()
    },

    startTake: (asked) => takes.byKey(asked),
    stopTake: () => recorder.stop(),
    takeByItself: ({ soundClass, signal, ...asked }) => takes.bySound(asked, soundClass, signal),
  }
}
