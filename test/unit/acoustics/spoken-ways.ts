import { readFileSync } from 'node:fs'
import { type SoundClass, soundClassOf } from '#shared/acoustics/checks/sound-class.ts'
import type { CategoryType, EspeakSpeech } from '#shared/entities/phoneme.ts'
import { createEspeakEngine } from '#shared/node/engines/espeak.ts'
import type { Sample } from './praat.ts'

/** One way in which the inventory asks eSpeak for a phoneme, and what it said: at its own rate, 22,050 Hz. */
export interface SpokenWay extends Sample {
  ipaSymbol: string
  voice: string
  mnemonic: string
  soundClass: SoundClass
}

interface File {
  categories: { id: string; categoryType: CategoryType }[]
  phonemes: { ipaSymbol: string; categoryId: string; espeak: EspeakSpeech[] }[]
}

/** Every phoneme of the inventory in every voice that it is asked of; eSpeak varies a little from call to call. */
export async function speakWays(): Promise<SpokenWay[]> {
  const { categories, phonemes } = JSON.parse(
    readFileSync(new URL('../../../resources/inventories/english.json', import.meta.url), 'utf8'),
  ) as File
  const engine = createEspeakEngine({
    workerUrl: new URL('../../../shared/node/workers/espeak-worker.ts', import.meta.url),
  })
  try {
    const ways = phonemes.flatMap(({ ipaSymbol, categoryId, espeak }) => {
      const categoryType = categories.find(({ id }) => id === categoryId)?.categoryType
      if (!categoryType) throw new Error(`/${ipaSymbol}/ has no category`)
      return espeak.map((way) => ({ ...way, ipaSymbol, categoryType }))
    })
    return await Promise.all(
      ways.map(async ({ ipaSymbol, categoryType, voice, mnemonic, spokenIpa }) => {
        const { samples, sampleRateHz } = await engine.speak(
          { kind: 'phoneme', voiceId: `espeak:${voice}`, mnemonic, spokenIpa, ratePercent: -30, pitchPercent: 0 },
          { deadlineMs: 30_000 },
        )
        const soundClass = soundClassOf({ ipaSymbol, categoryType, context: 'isolated' })
        return { name: `${ipaSymbol} by ${voice}`, ipaSymbol, voice, mnemonic, soundClass, samples, sampleRateHz }
      }),
    )
  } finally {
    await engine.close()
  }
}

/**
 * Cut at the end by less than 40 ms, to an even length at which no number of windows fits exactly: whether one more
 * would fit, and to which side of a sample a middle falls, is left to rounding then, in Praat as anywhere.
 */
export function offTheGrid<Sound extends Sample>(sound: Sound): Sound {
  const { samples } = sound
  return { ...sound, samples: samples.subarray(0, samples.length - ((samples.length - 200) % 882)) }
}
