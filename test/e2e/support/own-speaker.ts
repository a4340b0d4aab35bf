import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { wavFile } from './known-sound.ts'
import { spokenSound } from './spoken-sound.ts'

export interface OwnSpeaker {
  /** What a person writes into the settings, one argument a line. */
  command: string[]
  set(what: 'wait' | 'fail', on: boolean): Promise<void>
}

/** A program of one's own that speaks, holds up or fails as it is told. */
export async function ownSpeaker(folder: string): Promise<OwnSpeaker> {
  await mkdir(folder, { recursive: true })
  const sound = spokenSound({ seconds: 0.4, pitchHz: 130, formantsHz: [500, 1500, 2500], breath: 0.02, peak: 0.5 })
  await writeFile(join(folder, 'sound.wav'), wavFile({ sampleRateHz: 48_000, channels: [sound] }))
  const program = fileURLToPath(new URL('programs/own-speaker.ts', import.meta.url))
  return {
    command: [process.execPath, program, folder, '{out}', '{text}'],
    set: (what, on) => (on ? writeFile(join(folder, what), '') : rm(join(folder, what), { force: true })),
  }
}
