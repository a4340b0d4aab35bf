import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Take } from '#shared/entities/take.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { pinkNoise } from '#test/unit/acoustics/checks/a-take.ts'
import type { SpokenPhoneme } from '#test/unit/acoustics/hands-free/espeak-sounds.ts'
import { speakInventory } from '#test/unit/acoustics/hands-free/espeak-sounds.ts'
import { levelOf, vowelsLevel } from '#test/unit/acoustics/hands-free/listening.ts'
import { pulseIsInstalled } from '../e2e/support/pulse-microphone.ts'
import { roomRateHz, soundFile } from '../e2e/support/room-sounds.ts'
import type { HeardSittingScene } from '../e2e/support/sitting-scene.ts'
import { openHeardScene } from '../e2e/support/sitting-scene.ts'

test.skip(!pulseIsInstalled(), 'PulseAudio is not installed')
test.setTimeout(1_800_000)

/** As loud as a speaker a forearm away from the microphone. */
const vowelsDbfs = -22
const noiseDbfs = vowelsDbfs - 30

/** Says whatever the screen asks for, until the review is there. */
async function answer(scene: HeardSittingScene, soundOf: (symbol: string) => Float32Array) {
  const { page, hands } = scene
  const speak = page.getByRole('region', { name: 'Microphone' }).getByText('Speak', { exact: true })
  const review = page.getByRole('heading', { level: 1, name: /Review/ })
  const all = page.getByRole('heading', { name: 'This was the last prompt' })
  for (;;) {
    await expect(speak.or(review).or(all)).toBeVisible({ timeout: 30_000 })
    if (await review.or(all).isVisible()) return
    await scene.say(soundOf(await hands.said()))
    await expect(speak).toBeHidden()
  }
}

/** Where in the take the sound lies, by the highest correlation with what was played; in frames. */
function placeOf(sound: Float32Array, heard: Float32Array): { from: number; to: number } {
  const probe = Math.min(sound.length, 4800)
  const start = Math.floor((sound.length - probe) / 2)
  let best = { at: 0, sum: Number.NEGATIVE_INFINITY }
  for (let at = -start; at + start + probe <= heard.length; at += 1) {
    let sum = 0
    for (let frame = 0; frame < probe; frame += 2) sum += (sound[start + frame] ?? 0) * (heard[at + start + frame] ?? 0)
    if (sum > best.sum) best = { at, sum }
  }
  return { from: best.at, to: best.at + sound.length }
}

async function cutMs(folder: string, take: Take, sound: Float32Array): Promise<number> {
  const { channels } = await decodeAudio(await readFile(join(folder, take.path)))
  const { from, to } = placeOf(sound, channels[0] ?? new Float32Array())
  // What of the sound lies below the noise can be no part of what is heard of it.
  const threshold = 10 ** ((noiseDbfs + 6) / 20)
  const first = from + sound.findIndex((sample) => Math.abs(sample) > threshold)
  const last = from + sound.findLastIndex((sample) => Math.abs(sample) > threshold)
  const cut = Math.max(0, take.trim.startFrame - first) + Math.max(0, last - take.trim.endFrame)
  return (Math.min(cut, to - from) * 1000) / roomRateHz
}

test('44 phonemes said into the microphone over pink noise 30 dB below the vowels are caught, and their marks cut nothing', async ({}, info) => {
  const spoken = await speakInventory()
  const gain = 10 ** ((vowelsDbfs - vowelsLevel(spoken)) / 20)
  const loudEnough = spoken.filter((one) => levelOf(one) + 20 * Math.log10(gain) >= noiseDbfs + 6)
  const sounds = new Map(spoken.map(({ ipaSymbol, samples }) => [ipaSymbol, samples.map((sample) => sample * gain)]))
  const soundOf = (symbol: string) => sounds.get(symbol) ?? new Float32Array()
  const phonemes = spoken.map(({ ipaSymbol }) => ipaSymbol)
  const scene = await openHeardScene(info, { phonemes, takes: 1, mode: 'hands-free', roomSeconds: 600 })
  const noise = info.outputPath('pink.wav')
  await writeFile(noise, soundFile(pinkNoise(480_000, noiseDbfs, 44)))
  const sounding = scene.microphone.play(noise).catch(() => undefined)
  try {
    await scene.hands.skipCheck()
    await answer(scene, soundOf)
    const takes = await scene.client.takes.list({ sittingId: scene.sitting.id })
    const promptOf = new Map(scene.sitting.prompts.map(({ promptId, phonemeId }) => [phonemeId, promptId]))
    const rows = await scene.client.phonemes.list({})
    const cutOf = async ({ ipaSymbol }: SpokenPhoneme) => {
      const id = rows.find(({ phoneme }) => phoneme.ipaSymbol === ipaSymbol)?.phoneme.id ?? ''
      const own = takes.filter(({ take }) => take.promptId === promptOf.get(id) && take.verdict === 'kept')
      const [kept] = own
      return kept === undefined ? null : cutMs(scene.folder, kept.take, soundOf(ipaSymbol))
    }
    const missed: string[] = []
    for (const one of loudEnough) {
      const cut = await cutOf(one)
      if (cut === null || cut > 10) missed.push(`${one.ipaSymbol} (${one.soundClass}): ${cut ?? 'not caught'}`)
    }
    process.stdout.write(`caught ${loudEnough.length - missed.length} of ${loudEnough.length}; ${missed.join(', ')}\n`)
    expect(loudEnough.length - missed.length).toBeGreaterThanOrEqual(Math.min(42, loudEnough.length))
  } finally {
    await scene.end()
    await sounding
  }
})

test('a sitting of 44 phonemes and three takes of each needs no key from its start to the review', async ({}, info) => {
  const spoken = await speakInventory()
  const gain = 10 ** ((vowelsDbfs - vowelsLevel(spoken)) / 20)
  const sounds = new Map(spoken.map(({ ipaSymbol, samples }) => [ipaSymbol, samples.map((sample) => sample * gain)]))
  const phonemes = spoken.map(({ ipaSymbol }) => ipaSymbol)
  const scene = await openHeardScene(info, { phonemes, takes: 3, mode: 'hands-free', roomSeconds: 1500 })
  try {
    await scene.hands.skipCheck()
    await answer(scene, (symbol) => sounds.get(symbol) ?? new Float32Array())
    const takes = await scene.client.takes.list({ sittingId: scene.sitting.id })
    expect(takes.filter(({ take }) => take.verdict === 'kept')).toHaveLength(132)
  } finally {
    await scene.end()
  }
})
