import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { knownSound, wavFile } from '#test/e2e/support/known-sound.ts'
import { studioHands } from '#test/e2e/support/studio-hands.ts'
import { openWindow } from '#test/e2e/support/studio-window.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio } from '#test/support/studio-process.ts'
import type { MemoryUse } from './measure-memory.ts'
import { measureMemory } from './measure-memory.ts'

export interface LongRecording {
  minutes: number
  takes: number
  droppedFrames: number
  /** After the first takes, when everything has been loaded, and at the end. */
  atFirst: MemoryUse
  atLast: MemoryUse
  growthMb: MemoryUse
}

const takeSeconds = 8
/** Until caches and compilers have settled, growth says nothing. */
const settlingTakes = 6

/** Take after take at the screen for so many minutes, the microphone open all the while. */
export async function recordForLong(root: string, minutes: number): Promise<LongRecording> {
  const folder = join(root, `long-${minutes}`)
  const microphoneFile = join(root, `long-${minutes}.wav`)
  const sound = { sampleRateHz: 44_100, channelCount: 2, seconds: minutes * 60 + 300, headSeconds: 1, seed: 7 }
  await writeFile(microphoneFile, wavFile(knownSound(sound)))
  const studio = await startStudio(folder)
  try {
    const { page, context, close } = await openWindow({ address: studio.address, microphoneFile })
    try {
      const hands = studioHands(page)
      await hands.choosePhoneme('i:', /iː/)
      await hands.addSpeaker('Anna', { consent: true })
      await hands.openMicrophone()
      const measure = () => measureMemory(page, context, studio.process.pid ?? 0)
      const record = () => hands.recordTake(() => hands.recordedSeconds(takeSeconds))
      for (let take = 0; take < settlingTakes; take += 1) await record()
      const atFirst = await measure()
      const until = performance.now() + minutes * 60_000
      while (performance.now() < until) await record()
      const atLast = await measure()
      return { minutes, ...(await whatWasTaken(studio.address)), atFirst, atLast, growthMb: growth(atFirst, atLast) }
    } finally {
      await close()
    }
  } finally {
    await studio.stop()
  }
}

async function whatWasTaken(address: string): Promise<{ takes: number; droppedFrames: number }> {
  const { client, leave } = joinStudio(address)
  const views = await client.takes.list({})
  leave()
  return {
    takes: views.length,
    droppedFrames: views.reduce((sum, { take }) => sum + take.measurements.droppedFrames, 0),
  }
}

function growth(from: MemoryUse, to: MemoryUse): MemoryUse {
  const grown = (key: keyof MemoryUse) => Math.round((to[key] - from[key]) * 10) / 10
  return {
    windowHeapMb: grown('windowHeapMb'),
    windowResidentMb: grown('windowResidentMb'),
    studioResidentMb: grown('studioResidentMb'),
  }
}
