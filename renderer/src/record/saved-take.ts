import type { Waveform } from '#shared/contract/schemas.ts'
import type { TakeView } from '#shared/contract/studio.ts'

/** A take as the studio hands it back at once: on disk, playable, with its outline. */
export type SavedTake = TakeView & { waveform: Waveform }
