export type AudioFaultReason =
  | 'empty'
  | 'not a sound file'
  | 'cut off'
  | 'no sound in it'
  | 'unknown sample format'
  | 'too large'
  | 'm4a cannot be decoded here'
  | 'does not decode'

/** Bytes that can't be heard; `reason` is what a person is told, worded in resources/translations. */
export class AudioFault extends Error {
  readonly reason: AudioFaultReason

  constructor(reason: AudioFaultReason, detail?: string, cause?: unknown) {
    super(detail === undefined ? reason : `${reason}: ${detail}`, { cause })
    this.name = 'AudioFault'
    this.reason = reason
  }
}
