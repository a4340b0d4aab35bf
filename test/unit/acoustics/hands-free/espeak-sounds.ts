import { readFileSync } from 'node:fs'
import type { EspeakSpeech } from '#shared/entities/phoneme.ts'
import type { CategoryType } from '#shared/entities/phoneme.ts'
import { type SoundClass, soundClassOf } from '#shared/acoustics/checks/sound-class.ts'
import { createEspeakEngine } from '#shared/node/engines/espeak.ts'
import { sampleRateHz } from '../checks/a-take.ts'

export interface SpokenPhoneme {
  ipaSymbol: string
  soundClass: SoundClass
  /** At the tests' rate, at eSpeak's own level. */
  samples: Float32Array
}

interface File {
  categories: { id: string; categoryType: CategoryType }[]
  phonemes: { ipaSymbol: string; categoryId: string; espeak: EspeakSpeech[] }[]
}

/** All phonemes of the inventory as eSpeak says them; it varies a little from call to call. */
export async function speakInventory(pitchPercent = 0): Promise<SpokenPhoneme[]> {
  const file = JSON.parse(
    readFileSync(new URL('../../../../resources/inventories/english.json', import.meta.url), 'utf8'),
  ) as File
  const engine = createEspeakEngine({
    workerUrl: new URL('../../../../shared/node/workers/espeak-worker.ts', import.meta.url),
  })
  try {
    const spoken: SpokenPhoneme[] = []
    for (const { ipaSymbol, categoryId, espeak } of file.phonemes) {
      const category = file.categories.find(({ id }) => id === categoryId)
      const way = espeak[0]
      if (!way || !category) throw new Error(`/${ipaSymbol}/ can't be spoken`)
      const { voice, mnemonic, spokenIpa } = way
      const speech = await engine.speak(
        { kind: 'phoneme', voiceId: `espeak:${voice}`, mnemonic, spokenIpa, ratePercent: -30, pitchPercent },
        { deadlineMs: 10_000 },
      )
      const { categoryType } = category
      spoken.push({
        ipaSymbol,
        soundClass: soundClassOf({ ipaSymbol, categoryType, context: 'isolated' }),
        samples: resampled(speech.samples, speech.sampleRateHz, sampleRateHz),
      })
    }
    return spoken
  } finally {
    await engine.close()
  }
}

const reach = 16
const weightsOfPhase = new Map<string, Float64Array>()

/** Upwards, by a sinc of 32 samples under a Hann window. */
function resampled(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  return Float32Array.from({ length: Math.round((samples.length * toHz) / fromHz) }, (_, frame) => {
    const before = Math.floor((frame * fromHz) / toHz)
    const weights = weightsAt(frame * fromHz - before * toHz, toHz)
    let sum = 0
    for (let tap = 0; tap < weights.length; tap += 1) {
      sum += (weights[tap] ?? 0) * (samples[before + 1 - reach + tap] ?? 0)
    }
    return sum
  })
}

/** For what lies `phase / phases` of a sample after one; few of them come again and again. */
function weightsAt(phase: number, phases: number): Float64Array {
  const key = `${phase} ${phases}`
  const weights =
    weightsOfPhase.get(key) ??
    Float64Array.from({ length: 2 * reach }, (_, tap) => {
      const x = Math.PI * (tap + 1 - reach - phase / phases)
      const window = 0.5 + 0.5 * Math.cos(x / reach)
      return (x === 0 ? 1 : Math.sin(x) / x) * window
    })
  weightsOfPhase.set(key, weights)
  return weights
}
