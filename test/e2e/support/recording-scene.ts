import { mkdir, writeFile } from 'node:fs/promises'
import type { TestInfo } from '@playwright/test'
import type { RunningStudio } from '#test/support/studio-process.ts'
import { startStudio } from '#test/support/studio-process.ts'
import type { KnownSound } from './known-sound.ts'
import { knownSound, wavFile } from './known-sound.ts'
import { studioHands } from './studio-hands.ts'
import type { StudioWindow, WindowOptions } from './studio-window.ts'
import { openWindow } from './studio-window.ts'

export interface RecordingScene extends StudioWindow {
  studio: RunningStudio
  folder: string
  known: KnownSound
  hands: ReturnType<typeof studioHands>
}

/** A studio of its own, a window on its first phoneme, Anna, and the open microphone playing a known sound. */
export async function openRecordingScene(
  info: TestInfo,
  options: { through?: (folder: string) => string[]; consent?: boolean } & Partial<WindowOptions> = {},
): Promise<RecordingScene> {
  const { through, consent = true, ...windowOptions } = options
  const folder = info.outputPath('data')
  await mkdir(folder, { recursive: true })
  const known = knownSound({ sampleRateHz: 44_100, channelCount: 1, seconds: 40, headSeconds: 1, seed: 7 })
  const microphoneFile = info.outputPath('microphone.wav')
  await writeFile(microphoneFile, wavFile(known))
  const studio = await startStudio(folder, {}, through?.(folder))
  const window = await openWindow({
    address: studio.address,
    ...(windowOptions.environment ? {} : { microphoneFile }),
    ...windowOptions,
  })
  const hands = studioHands(window.page)
  await hands.choosePhoneme('i:', /iː/)
  await hands.addSpeaker('Anna', { consent })
  return { ...window, studio, folder, known, hands }
}
