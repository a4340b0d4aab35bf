import type { InputSettings } from '../../entities/recorded-sound.ts'

/** What a sitting's sound check found, for its takes to be held against. */
export interface SoundCheck {
  noiseFloorDbfs: number | null
  input: InputSettings
}
