import { mkdir, writeFile } from 'node:fs/promises'
import type { TestInfo } from '@playwright/test'
import { expect } from '@playwright/test'
import { v7 } from 'uuid'
import type { ScriptLine } from '#shared/entities/script/script.ts'
import type { Sitting, SittingMode } from '#shared/entities/sitting.ts'
import type { StudioClient } from '#test/support/join-studio.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import type { RunningStudio } from '#test/support/studio-process.ts'
import { startStudio } from '#test/support/studio-process.ts'
import type { PulseMicrophone } from './pulse-microphone.ts'
import { openPulseMicrophone } from './pulse-microphone.ts'
import { roomFile, soundFile } from './room-sounds.ts'
import { sittingHands } from './sitting-hands.ts'
import type { StudioWindow, WindowOptions } from './studio-window.ts'
import { openWindow } from './studio-window.ts'

export interface SittingWishes {
  phonemes: string[]
  contexts?: ScriptLine['context'][]
  takes?: number
  mode?: SittingMode
  /** How long the room sounds before there is digital silence; longer than the test unless said. */
  roomSeconds?: number
}

export interface SittingScene extends StudioWindow {
  studio: RunningStudio
  folder: string
  client: StudioClient
  sitting: Sitting
  hands: ReturnType<typeof sittingHands>
  /** Puts everything away. */
  end(): Promise<void>
}

/** Anna's sitting, begun in a studio of its own. */
export async function beginSitting(client: StudioClient, wishes: SittingWishes): Promise<Sitting> {
  const { phonemes, contexts = ['isolated'], takes = 1, mode = 'one-key' } = wishes
  const speaker = await client.speakers.add({ displayName: 'Anna Keller', accent: 'en-US', consent: 'CC-BY-4.0' })
  const script = await client.scripts.build({
    title: 'A few sounds',
    phonemes,
    contexts,
    promptsEach: 1,
    takes,
    order: 'inventory',
  })
  return client.sittings.start({ sittingId: v7(), speakerId: speaker.id, script, mode })
}

/** Its page, in a window of its own. */
export function sittingAddress(address: string, sittingId: string): string {
  return `${address}&to=/record/sitting/${sittingId}`
}

/** A studio of its own, Anna's sitting and its page; the microphone hears a quiet room unless the options say otherwise. */
export async function openSittingScene(
  info: TestInfo,
  wishes: SittingWishes,
  options: Partial<WindowOptions> = {},
): Promise<SittingScene> {
  const folder = info.outputPath('data')
  await mkdir(folder, { recursive: true })
  const studio = await startStudio(folder)
  const { client, leave } = joinStudio(studio.address)
  const sitting = await beginSitting(client, wishes)
  const microphoneFile = info.outputPath('room.wav')
  if (!options.environment) await writeFile(microphoneFile, roomFile(90, -66))
  const window = await openWindow({
    address: sittingAddress(studio.address, sitting.id),
    ...(options.environment ? {} : { microphoneFile }),
    ...options,
  })
  return {
    ...window,
    studio,
    folder,
    client,
    sitting,
    hands: sittingHands(window.page),
    async end() {
      await window.close()
      leave()
      expect(await studio.stop()).toBe(0)
    },
  }
}

export interface HeardSittingScene extends SittingScene {
  microphone: PulseMicrophone
  /** Resolves when it has been said. */
  say: (samples: Float32Array) => Promise<void>
}

/** The same before a microphone of the sound server, in a room with its noise: what is said is said when the test wants. */
export async function openHeardScene(
  info: TestInfo,
  wishes: SittingWishes,
  options: Partial<WindowOptions> = {},
): Promise<HeardSittingScene> {
  const microphone = await openPulseMicrophone()
  const scene = await openSittingScene(info, wishes, { ...options, environment: microphone.environment })
  const room = info.outputPath('room.wav')
  await writeFile(room, roomFile(wishes.roomSeconds ?? 150, -66))
  // The microphone is put away while the room still sounds.
  const sounding = microphone.play(room).catch(() => undefined)
  let said = 0
  return {
    ...scene,
    microphone,
    async say(samples) {
      const file = info.outputPath(`said-${(said += 1)}.wav`)
      await writeFile(file, soundFile(samples))
      await microphone.play(file)
    },
    async end() {
      await scene.end()
      await microphone.close()
      await sounding
    },
  }
}
