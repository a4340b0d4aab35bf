import type { AudioSource } from '#shared/entities/audio-source.ts'
import { isCached } from '#shared/entities/audio-source.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import type { Playability } from '../playability.ts'

export type TtsType = 'tts' | 'generated'

/** What of a phoneme's TTS is there already. */
export interface ClipsAtHand {
  /** Unexpired, and playable but for an editor's rejection. */
  valid(phonemeId: string): Promise<AudioSource[]>
  /** Made by that very request: it need not be spoken again, and one that an editor rejected must not. */
  ofRequest(phonemeId: string, requestHash: string): Promise<AudioSource[]>
  /** Expired ones and broken ones, too. */
  voicesOf(phonemeId: string, sourceType: TtsType): string[]
}

interface Friends {
  catalog: Pick<Catalog, 'sources'>
  playability: Pick<Playability, 'candidates'>
  clock: () => Date
}

export function createClipsAtHand({ catalog, playability, clock }: Friends): ClipsAtHand {
  async function valid(phonemeId: string): Promise<AudioSource[]> {
    const now = clock().toISOString()
    const unexpired = catalog.sources
      .ofPhoneme(phonemeId)
      .filter((source) => source.sourceType !== 'native' && isCached(source, now))
    const candidates = await playability.candidates(unexpired)
    return candidates.filter(({ fault }) => fault === null || fault === 'rejected').map(({ source }) => source)
  }

  return {
    valid,
    ofRequest: async (phonemeId, requestHash) =>
      (await valid(phonemeId)).filter(({ metadata }) => metadata['request_hash'] === requestHash),
    voicesOf(phonemeId, sourceType) {
      const ofType = catalog.sources.ofPhoneme(phonemeId).filter((source) => source.sourceType === sourceType)
      return [...new Set(ofType.map(({ voiceId }) => voiceId))]
    },
  }
}
