import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Take } from '#shared/entities/take.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { busyCores } from '#test/support/busy-cores.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio } from '#test/support/studio-process.ts'
import { knownSound, matchRecording, wavFile } from './support/known-sound.ts'
import { openPulseMicrophone, pulseIsInstalled } from './support/pulse-microphone.ts'
import { studioHands } from './support/studio-hands.ts'
import { openWindow } from './support/studio-window.ts'

const seconds = process.env['PHONEME_STUDIO_LONG'] === undefined ? 60 : 600
test.setTimeout((seconds + 120) * 1000)

/** No sample of the take is missing, doubled or changed; where it lies in what was played. */
async function contiguousIn(
  take: Take,
  folder: string,
  played: Int16Array,
): Promise<{ start: number; frames: number }> {
  const { channels, frameCount } = await decodeAudio(await readFile(join(folder, take.path)))
  const padded = new Int16Array(played.length + 2 * frameCount)
  padded.set(played, frameCount)
  const matches = channels.map((channel) => matchRecording(channel, padded))
  for (const match of matches) expect(match?.worstSteps).toBeLessThanOrEqual(0.5)
  expect(take.measurements.droppedFrames).toBe(0)
  return { start: (matches[0]?.offset ?? 0) - frameCount, frames: frameCount }
}

async function onlyTake(address: string): Promise<Take> {
  const { client, leave } = joinStudio(address)
  const [view] = await client.takes.list({})
  leave()
  if (view === undefined) throw new Error('no take was made')
  return view.take
}

test(`${seconds} s at 44.1 kHz on busy cores: not one sample is lost, and the next take shares none with it`, async ({}, info) => {
  const folder = info.outputPath('data')
  const known = knownSound({ sampleRateHz: 44_100, channelCount: 2, seconds: seconds + 60, headSeconds: 1, seed: 441 })
  const microphoneFile = info.outputPath('microphone.wav')
  await writeFile(microphoneFile, wavFile(known))
  const studio = await startStudio(folder)
  const { page, close } = await openWindow({ address: studio.address, microphoneFile })
  const busy = busyCores()
  try {
    const hands = studioHands(page)
    await hands.choosePhoneme('i:', /iː/)
    await hands.addSpeaker('Anna', { consent: true })
    await hands.openMicrophone()
    await hands.recordTake(() => hands.recordedSeconds(seconds))
    await hands.recordTake(() => hands.recordedSeconds(1))
    const { client, leave } = joinStudio(studio.address)
    const [second, first] = (await client.takes.list({})).map(({ take }) => take)
    leave()
    const played = known.channels[0] ?? new Int16Array()
    const long = await contiguousIn(first as Take, folder, played)
    expect(long.frames).toBeGreaterThan(seconds * 44_100)
    const next = await contiguousIn(second as Take, folder, played)
    expect(next.start, 'the next take begins after the last sample of the one before').toBeGreaterThanOrEqual(
      long.start + long.frames,
    )
  } finally {
    await busy.release()
    await close()
    await studio.stop()
  }
})

test(`${seconds} s at 48 kHz on busy cores: all that was played is in the take, sample by sample`, async ({}, info) => {
  test.skip(!pulseIsInstalled(), 'PulseAudio is not installed')
  const folder = info.outputPath('data')
  const known = knownSound({ sampleRateHz: 48_000, channelCount: 1, seconds, headSeconds: 0.2, seed: 480 })
  const file = info.outputPath('played.wav')
  await writeFile(file, wavFile(known))
  const microphone = await openPulseMicrophone()
  const studio = await startStudio(folder)
  const { page, close } = await openWindow({ address: studio.address, environment: microphone.environment })
  const busy = busyCores()
  try {
    const hands = studioHands(page)
    await hands.choosePhoneme('i:', /iː/)
    await hands.addSpeaker('Anna', { consent: true })
    await hands.openMicrophone()
    await hands.recordTake(() => microphone.play(file))
    const { start, frames } = await contiguousIn(
      await onlyTake(studio.address),
      folder,
      known.channels[0] ?? new Int16Array(),
    )
    expect(start, 'it began before the sound').toBeLessThanOrEqual(0)
    expect(start + frames, 'it ended after the sound').toBeGreaterThanOrEqual(seconds * 48_000)
  } finally {
    await busy.release()
    await close()
    await studio.stop()
    await microphone.close()
  }
})
