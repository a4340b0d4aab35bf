import type { AudioPool } from '#shared/node/create-audio-pool.ts'

/** What the audio of a bundle is read with. */
export interface AudioFriends {
  /** Where a path of the data folder lies. */
  fileOf: (path: string) => string
  audioPool: AudioPool
}
