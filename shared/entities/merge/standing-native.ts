import type { AudioSource } from '../audio-source.ts'

type Made = Pick<AudioSource, 'id' | 'createdAt'>

/** Whether there may be only one of it for its phoneme and voice. */
export function isSoleNative({ sourceType, context }: Pick<AudioSource, 'sourceType' | 'context'>): boolean {
  return sourceType === 'native' && context === 'isolated'
}

/** Of two natives of one phoneme and voice the newer stands; of two made in the same instant the one with the later id. */
export function standingNative<Native extends Made>(a: Native, b: Native): Native {
  if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt ? a : b
  return a.id >= b.id ? a : b
}
