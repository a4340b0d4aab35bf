import type { InputSettings, Session, SessionSoundCheck } from '#shared/entities/take.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { Speakers } from './speakers.ts'
import { StudioFault } from './studio-fault.ts'

export interface SessionAsked {
  speakerId: string
  input: InputSettings
  sittingId?: string | undefined
  soundCheck?: SessionSoundCheck | undefined
}

/** One speaker at one microphone, opened and closed. */
export interface Sessions {
  get(sessionId: string): Session
  open(asked: SessionAsked): Session
  /** For the takes that are begun from now on. */
  setSoundCheck(sessionId: string, soundCheck: SessionSoundCheck | null): Session
  close(sessionId: string): void
}

interface Friends {
  catalog: Catalog
  speakers: Speakers
  newId: () => string
  clock: () => Date
}

export function createSessions({ catalog, speakers, newId, clock }: Friends): Sessions {
  function get(sessionId: string): Session {
    const found = catalog.speakers.session(sessionId)
    if (found === undefined) throw new StudioFault('SESSION_UNKNOWN', { sessionId })
    return found
  }

  function refuseWrongSitting(sittingId: string, speakerId: string): void {
    const sitting = catalog.sittings.get(sittingId)
    if (sitting === undefined) throw new StudioFault('SITTING_UNKNOWN', { sittingId })
    if (sitting.speakerId !== speakerId)
      throw new StudioFault('WRONG_VALUE', { field: 'speakerId', reason: 'this sitting is of another speaker' })
  }

  return {
    get,
    open({ speakerId, input, sittingId, soundCheck = null }) {
      const speaker = speakers.get(speakerId)
      if (sittingId !== undefined) refuseWrongSitting(sittingId, speaker.id)
      const opened: Session = {
        id: newId(),
        speakerId: speaker.id,
        input,
        noiseFloorDbfs: soundCheck?.noiseFloorDbfs ?? null,
        soundCheck,
        sittingId: sittingId ?? null,
        startedAt: clock().toISOString(),
        endedAt: null,
      }
      catalog.write(() => catalog.speakers.insertSession(opened))
      return opened
    },
    setSoundCheck(sessionId, soundCheck) {
      const { id } = get(sessionId)
      catalog.write(() => catalog.speakers.setSoundCheck(id, soundCheck))
      return get(id)
    },
    close(sessionId) {
      const { id } = get(sessionId)
      catalog.write(() => catalog.speakers.endSession(id, clock().toISOString()))
    },
  }
}
