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

/** Upwards, by a sinc of 32 samples under a Hann window. */
function resampled(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  const reach = 16
  return Float32Array.from({ length: Math.round((samples.length * toHz) / fromHz) }, (_, frame) => {
    const at = (frame * fromHz) / toHz
    let sum = 0
    for (let near = Math.ceil(at - reach); near <= at + reach; near += 1) {
      const x = Math.PI * (near - at)
      const window = 0.5 + 0.5 * Math.cos(x / reach)
      sum += (samples[near] ?? 0) * (x === 0 ? 1 : Math.sin(x) / x) * window
    }
    return sum
  })
}
