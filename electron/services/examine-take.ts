import type { CheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { checkTake } from '#shared/acoustics/checks/check-take.ts'
import { proposeTakeTrim } from '#shared/acoustics/checks/propose-take-trim.ts'
import type { ExpectedSound } from '#shared/acoustics/checks/sound-class.ts'
import { soundClassOf } from '#shared/acoustics/checks/sound-class.ts'
import type { InputSettings, Take } from '#shared/entities/take.ts'

interface RecordedSound {
  /** Mono. */
  samples: Float32Array
  expected: ExpectedSound
  input: InputSettings
  droppedFrames: number
  preRollFrames?: number | undefined
  stopFrame?: number | undefined
}

/** Proposes the marks of a take that was just recorded, and holds it against the limits for its class of sound. */
export function examineTake(
  { samples, expected, input, droppedFrames, preRollFrames = 0, stopFrame }: RecordedSound,
  limits: CheckLimits = defaultCheckLimits,
): Pick<Take, 'trim' | 'checked'> {
  const { sampleRateHz } = input
  // The clicks of both keys are in the take, and belong to neither the sound nor the room.
  const keyFrames = stopFrame === undefined ? [preRollFrames] : [preRollFrames, stopFrame]
  const found = { samples, sampleRateHz, preRollFrames, keyFrames }
  const trim = proposeTakeTrim(found)
  const soundClass = soundClassOf(expected)
  const checked = checkTake({ ...found, trim, soundClass, limits, droppedFrames, input, soundCheck: null })
  return { trim, checked: { ...checked, soundClass, limits } }
}
