import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, it } from 'vitest'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { studioIn } from '#test/contract/doors.ts'
import { endOf } from '#test/support/end-of.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const padSeconds = 0.05
const toleranceDb = 0.5

/** Where eSpeak says a consonant alone; with the schwa that carries them, stops and glides are as loud as vowels. */
const quieter = new Map([
  ...['f', 'v', 'θ', 'ð', 's', 'z', 'ʃ'].map((symbol) => [symbol, -30] as const),
  ...['m', 'n', 'ŋ'].map((symbol) => [symbol, -24] as const),
  ['l', -22] as const,
])

it('eSpeak’s clips are as loud as their class of sound asks for, below the ceiling, between their pads', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder()
  const client = createRouterClient((await studioIn(folder)).router, { context: {} })
  const voices = ['espeak:en-us', 'espeak:en-gb-x-rp']
  const { made } = await endOf(await client.generation.fill({ which: 'missing', sourceType: 'tts', voices }))
  expect(made).toHaveLength(81)
  const rows = await client.phonemes.list({})
  const symbols = new Map(rows.map(({ phoneme }) => [phoneme.id, phoneme.ipaSymbol]))
  const wrong: unknown[] = []
  for (const { path, phonemeId, voiceId } of made) {
    const { channels, sampleRateHz } = await decodeAudio(await readFile(join(folder, path ?? '')))
    const heard = measure(channels[0] ?? new Float32Array(), sampleRateHz)
    const target = quieter.get(symbols.get(phonemeId) ?? '') ?? -20
    const isRight =
      Math.abs(heard.rmsDbfs - target) <= toleranceDb &&
      heard.peakDbfs <= -3 &&
      heard.padsSeconds.every((pad) => Math.abs(pad - padSeconds) < 0.001)
    if (!isRight) wrong.push({ symbol: symbols.get(phonemeId), voiceId, target, ...heard })
  }
  expect(wrong).toEqual([])
})

/** By the definition, independently of the code that levels: 10 ms frames within 20 dB of the loudest. */
function measure(samples: Float32Array, sampleRateHz: number) {
  const frame = Math.round(sampleRateHz * 0.01)
  const powers: number[] = []
  for (let at = 0; at < samples.length; at += frame) {
    const part = samples.subarray(at, at + frame)
    powers.push(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length)
  }
  const active = powers.filter((power) => power >= Math.max(...powers) / 100)
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const isSound = (sample: number) => Math.abs(sample) > peak * 10 ** (-50 / 20)
  const after = samples.length - 1 - samples.findLastIndex(isSound)
  return {
    rmsDbfs: 10 * Math.log10(active.reduce((sum, power) => sum + power, 0) / active.length),
    peakDbfs: 20 * Math.log10(peak),
    padsSeconds: [samples.findIndex(isSound) / sampleRateHz, after / sampleRateHz],
  }
}
