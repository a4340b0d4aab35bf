import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import type { Take } from '#shared/entities/take.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import type { RunningStudio } from '#test/support/studio-process.ts'
import { startStudio, studioCommand } from '#test/support/studio-process.ts'
import type { KnownSound } from './support/known-sound.ts'
import { knownSound, matchRecording, wavFile } from './support/known-sound.ts'
import { openPulseMicrophone, pulseIsInstalled } from './support/pulse-microphone.ts'
import { studioHands } from './support/studio-hands.ts'
import { openWindow } from './support/studio-window.ts'

async function expectTakeToBe(take: Take, folder: string, known: KnownSound): Promise<void> {
  expect(take.sampleRateHz).toBe(known.sampleRateHz)
  const written = await decodeAudio(await readFile(join(folder, take.path)))
  expect(written.frameCount).toBeGreaterThan(known.sampleRateHz)
  for (const [index, channel] of written.channels.entries()) {
    const match = matchRecording(channel, known.channels[index % known.channels.length] ?? new Int16Array())
    expect(match, 'the recording is found in what was played').not.toBeNull()
    expect(match?.worstSteps).toBeLessThanOrEqual(0.5)
  }
  expect(take.measurements.droppedFrames).toBe(0)
}

/** From the take to the command line's agreement, through the screen. */
async function finishTheJob(page: Page, folder: string): Promise<void> {
  const hands = studioHands(page)
  await page.keyboard.press('u')
  await expect(page.getByText('● Published')).toBeVisible()

  await hands.openRoom('Compare')
  await page.keyboard.press('g')
  const lane = (letter: string) => page.getByRole('region', { name: new RegExp(`^Lane ${letter}:`) })
  await expect(lane('B')).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('1')
  await expect(lane('A').getByRole('button', { name: 'Stop' })).toBeVisible()
  await page.keyboard.press('2')
  await expect(lane('B').getByRole('button', { name: 'Stop' })).toBeVisible()
  await expect(lane('A').getByRole('button', { name: 'Play A' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(lane('B').getByText('Preferred')).toBeVisible()

  await hands.openRoom('Bundles')
  await page.keyboard.press('e')
  await expect(page.getByRole('heading', { name: 'Bundle written' })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: /\.zip/ }).click()
  expect((await (await download).failure()) ?? 'whole').toBe('whole')

  const resolution = (await studioCommand(folder, 'resolve', 'iː')) as {
    rung: string
    source: { sourceType: string; voiceId: string }
  }
  expect(resolution).toMatchObject({ rung: 'preferred', source: { sourceType: 'generated', voiceId: 'espeak:en-us' } })
}

async function onlyTake(studio: RunningStudio): Promise<Take> {
  const { client, leave } = joinStudio(studio.address)
  const takes = await client.takes.list({})
  leave()
  expect(takes).toHaveLength(1)
  return takes[0]!.take
}

test('a take at 44.1 kHz is what the microphone played, and goes all the way to an export', async ({}, info) => {
  const folder = info.outputPath('data')
  const known = knownSound({ sampleRateHz: 44_100, channelCount: 2, seconds: 60, headSeconds: 1, seed: 20_26 })
  const microphoneFile = info.outputPath('microphone.wav')
  await writeFile(microphoneFile, wavFile(known))
  const studio = await startStudio(folder)
  const { page, close } = await openWindow({ address: studio.address, microphoneFile })
  try {
    const hands = studioHands(page)
    await expect(page.getByRole('navigation', { name: 'Phonemes' }).getByRole('link')).toHaveCount(44)
    await hands.choosePhoneme('i:', /iː/)
    await hands.addSpeaker('Anna', { consent: true })
    await hands.openMicrophone()
    await hands.recordTake(() => hands.recordedSeconds(2))
    await expectTakeToBe(await onlyTake(studio), folder, known)
    await finishTheJob(page, folder)
  } finally {
    await close()
    expect(await studio.stop()).toBe(0)
  }
})

test('a take at 48 kHz from a sound server is what was played into it', async ({}, info) => {
  test.skip(!pulseIsInstalled(), 'PulseAudio is not installed')
  const folder = info.outputPath('data')
  const known = knownSound({ sampleRateHz: 48_000, channelCount: 1, seconds: 4, headSeconds: 0.2, seed: 48 })
  const file = info.outputPath('played.wav')
  await writeFile(file, wavFile(known))
  const microphone = await openPulseMicrophone()
  const studio = await startStudio(folder)
  const { page, close } = await openWindow({ address: studio.address, environment: microphone.environment })
  try {
    const hands = studioHands(page)
    await hands.choosePhoneme('i:', /iː/)
    await hands.addSpeaker('Anna', { consent: true })
    await hands.openMicrophone()
    await hands.recordTake(() => microphone.play(file))
    await expectWholeSoundIn(await onlyTake(studio), folder, known)
    await finishTheJob(page, folder)
  } finally {
    await close()
    expect(await studio.stop()).toBe(0)
    await microphone.close()
  }
})

/** The recording began before the sound and ended after it: all of the sound is in it, and around it silence. */
async function expectWholeSoundIn(take: Take, folder: string, known: KnownSound): Promise<void> {
  expect(take).toMatchObject({ sampleRateHz: 48_000, measurements: { droppedFrames: 0 } })
  const written = await decodeAudio(await readFile(join(folder, take.path)))
  const recorded = written.channels[0] ?? new Float32Array()
  const played = known.channels[0] ?? new Int16Array()
  const padded = new Int16Array(played.length + 2 * recorded.length)
  padded.set(played, recorded.length)
  const match = matchRecording(recorded, padded)
  expect(match, 'the recording is found in what was played').not.toBeNull()
  expect(match?.worstSteps).toBeLessThanOrEqual(0.5)
  const start = (match?.offset ?? 0) - recorded.length
  expect(start, 'it began before the sound').toBeLessThanOrEqual(0)
  expect(start + recorded.length, 'it ended after the sound').toBeGreaterThanOrEqual(played.length)
}
