import { beginSitting } from '#test/support/begin-sitting.ts'
import type { FurnishedStudio } from './furnished-studio.ts'
import { spokenSound } from './spoken-sound.ts'
import type { WindowOptions } from './studio-window.ts'
import { openWindow } from './studio-window.ts'

/** A vowel with a voice's outline over a room's noise: the louder the room, the worse the take. */
export function vowelInRoom({ room = 0.0004, peak = 0.5, seconds = 0.45 } = {}): Float32Array {
  const sound = spokenSound({ seconds, pitchHz: 210, formantsHz: [500, 1800, 2600], breath: 0.02, peak })
  let seed = 7
  return Float32Array.from(sound, (step) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0
    const noise = Math.round((seed / 2 ** 31) * room * 32_768)
    return Math.max(-32_768, Math.min(32_767, step + noise)) / 32_768
  })
}

type Sitting = Awaited<ReturnType<typeof beginSitting>>

/** Takes that a speaker made, by the place of their prompt in the script. */
export async function recordAll(sitting: Sitting, takes: readonly (readonly [at: number, sound: Float32Array])[]) {
  const made = []
  for (const [at, sound] of takes) made.push((await sitting.record(at, sound)).take)
  return made
}

/** A window that shows the review of a sitting. */
export async function openReview(
  studio: Pick<FurnishedStudio, 'address'>,
  sittingId: string,
  options: Partial<WindowOptions> = {},
) {
  const window = await openWindow({ address: `${studio.address}&to=/record/review/${sittingId}`, ...options })
  const { page } = window
  return {
    ...window,
    groups: page.getByRole('region', { name: 'Takes by what was asked for' }),
    inHand: page.getByRole('region', { name: 'Take in hand' }),
  }
}
