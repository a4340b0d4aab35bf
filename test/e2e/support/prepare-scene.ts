import { writeFile } from 'node:fs/promises'
import type { Page, TestInfo } from '@playwright/test'
import { expect } from '@playwright/test'
import type { StudioClient } from '#test/support/join-studio.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio } from '#test/support/studio-process.ts'
import { prepareHands } from './prepare-hands.ts'
import type { PulseMicrophone } from './pulse-microphone.ts'
import { openPulseMicrophone } from './pulse-microphone.ts'
import { soundFile } from './room-sounds.ts'
import type { WindowOptions } from './studio-window.ts'
import { openWindow } from './studio-window.ts'

export interface PrepareScene {
  page: Page
  address: string
  folder: string
  client: StudioClient
  hands: ReturnType<typeof prepareHands>
  /** What puts it all away, in turn. */
  ends: (() => Promise<unknown>)[]
}

/** A studio with Anna, who has consented, and Quyên, who has not; its window. */
export async function openPrepareScene(info: TestInfo, options: Partial<WindowOptions> = {}): Promise<PrepareScene> {
  const folder = info.outputPath('data')
  const studio = await startStudio(folder)
  const { client, leave } = joinStudio(studio.address)
  await client.speakers.add({ displayName: 'Anna Keller', accent: 'en-US', consent: 'CC-BY-4.0' })
  await client.speakers.add({ displayName: 'Nguyễn Thị Quyên', accent: 'en-US', consent: null })
  const { page, close } = await openWindow({ address: studio.address, ...options })
  await expect(page.getByRole('link', { name: /sheep/ })).toBeVisible()
  const ends = [close, async () => leave(), async () => expect(await studio.stop()).toBe(0)]
  return { page, address: studio.address, folder, client, hands: prepareHands(page), ends }
}

/** Puts everything away. */
export async function endScene({ ends }: PrepareScene): Promise<void> {
  for (const each of ends) await each()
}

export interface RoomScene extends PrepareScene {
  microphone: PulseMicrophone
  say: (samples: Float32Array) => Promise<void>
}

/** The same in a room that sounds like this for a minute; what is said is said into it. */
export async function openRoomScene(info: TestInfo, room: Float32Array): Promise<RoomScene> {
  const microphone = await openPulseMicrophone()
  const scene = await openPrepareScene(info, { environment: microphone.environment })
  const file = info.outputPath('room.wav')
  await writeFile(file, soundFile(room))
  // The microphone is put away while the room still sounds.
  const sounding = microphone.play(file).catch(() => undefined)
  scene.ends.push(() => microphone.close().then(() => sounding))
  let said = 0
  const say = async (samples: Float32Array) => {
    const sentence = info.outputPath(`said-${(said += 1)}.wav`)
    await writeFile(sentence, soundFile(samples))
    await microphone.play(sentence)
  }
  return { ...scene, microphone, say }
}
