import type { CheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { checkTake } from '#shared/acoustics/checks/check-take.ts'
import { proposeTakeTrim } from '#shared/acoustics/checks/propose-take-trim.ts'
import type { SoundCheck } from '#shared/acoustics/checks/sound-check.ts'
import type { ExpectedSound } from '#shared/acoustics/checks/sound-class.ts'
import { soundClassOf } from '#shared/acoustics/checks/sound-class.ts'
import type { InputSettings, Take } from '#shared/entities/take.ts'

interface RecordedSound {
  /** Mono. */
  samples: Float32Array
  expected: ExpectedSound
  input: InputSettings
  /** null: it was skipped. */
  soundCheck: SoundCheck | null
  droppedFrames: number
  preRollFrames?: number | undefined
  stopFrame?: number | undefined
  startedBy?: 'key' | 'sound' | undefined
}

/** Proposes the marks of a take that was just recorded, and holds it against the limits for its class of sound. */
export function examineTake(
  { samples, expected, input, soundCheck, droppedFrames, preRollFrames = 0, stopFrame, startedBy }: RecordedSound,
  limits: CheckLimits,
): Pick<Take, 'trim' | 'checked'> {
  const { sampleRateHz } = input
  const found = { samples, sampleRateHz, preRollFrames, keyFrames: keysStruck(preRollFrames, stopFrame, startedBy) }
  const trim = proposeTakeTrim(found)
  const soundClass = soundClassOf(expected)
  const checked = checkTake({ ...found, trim, soundClass, limits, droppedFrames, input, soundCheck })
  return { trim, checked: { ...checked, soundClass, limits } }
}

/** The clicks of both keys are in the take, and belong to neither the sound nor the room; hands-free there are none. */
function keysStruck(preRollFrames: number, stopFrame?: number, startedBy?: RecordedSound['startedBy']): number[] {
  if (startedBy === 'sound') return []
  return stopFrame === undefined ? [preRollFrames] : [preRollFrames, stopFrame]
}
