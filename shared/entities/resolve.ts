import type { AudioSource } from './audio-source.ts'
import { expiredAt, getUrl } from './audio-source.ts'
import type { Phoneme } from './phoneme.ts'

export type Rung = 'preferred' | 'native' | 'tts' | 'generated' | 'expired' | 'web_speech'

/** Why a source cannot be the answer; `null` would mean that it can. */
export type SourceFault =
  | 'no file'
  | 'file missing'
  | 'unreadable'
  | 'wrong size'
  | 'wrong hash'
  | 'does not decode'
  | 'silent'
  | 'implausible length'
  | 'consent missing'
  | 'consent withdrawn'
  | 'rejected'

/** A source beside what keeps it from counting: not eligible (consent, rejection) or not playable (its file). */
export interface Candidate {
  source: AudioSource
  fault: SourceFault | null
}

export type PassedOver =
  | { reason: 'fault'; fault: SourceFault }
  | { reason: 'expired'; cachedUntil: string }
  | { reason: 'of another phoneme' }
  | { reason: 'an example' }
  | { reason: 'missing' }

export interface LadderStep {
  rung: Rung
  /** null: this rung has no source at all. */
  sourceId: string | null
  /** null: this step is the answer. */
  passedOver: PassedOver | { reason: 'none' } | null
}

export interface Resolution {
  sourceType: AudioSource['sourceType'] | 'web_speech' | null
  source: AudioSource | null
  url: string | null
  /** What a learner reads where there is no file. */
  fallbackText: string | null
  /** What a browser's own voice is given to say where there is no file. */
  spokenText: string | null
  status: 'success' | 'fallback' | 'failed'
  rung: Rung | null
  /** Whether a fresh clip should be made, because nothing valid was there. */
  wantsFresh: boolean
  ladder: LadderStep[]
}

export const unknownPhoneme: Resolution = {
  sourceType: null,
  source: null,
  url: null,
  fallbackText: null,
  spokenText: null,
  status: 'failed',
  rung: null,
  wantsFresh: false,
  ladder: [],
}

/** Newest first; two made in the same instant are ordered by id, so that the answer never flickers. */
export function newestFirst(a: AudioSource, b: AudioSource): number {
  if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt ? -1 : 1
  return a.id > b.id ? -1 : a.id < b.id ? 1 : 0
}

/** A source without a file, or a rejected one, never counts, whatever its caller found. */
function faultOf({ source, fault }: Candidate): SourceFault | null {
  if (fault !== null) return fault
  if (source.path === null) return 'no file'
  return source.rejectedAt === null ? null : 'rejected'
}

function whyNotPreferred(chosen: Candidate | undefined, phonemeId: string): PassedOver {
  if (chosen === undefined) return { reason: 'missing' }
  if (chosen.source.phonemeId !== phonemeId) return { reason: 'of another phoneme' }
  const fault = faultOf(chosen)
  return fault === null ? { reason: 'an example' } : { reason: 'fault', fault }
}

/**
 * The rule that picks. `candidates` are the phoneme's sources, in any order, each with its fault if it has one;
 * `now` is ISO 8601 UTC with milliseconds. Examples (syllable and word sources) take no part.
 */
export function resolve(
  phoneme: Pick<Phoneme, 'id' | 'ipaSymbol' | 'vietnameseApprox' | 'spokenText' | 'preferredAudioSourceId'>,
  candidates: readonly Candidate[],
  now: string,
): Resolution {
  const own = candidates.filter(({ source }) => source.phonemeId === phoneme.id && source.context === 'isolated')
  const ordered = own.toSorted((a, b) => newestFirst(a.source, b.source))
  const ladder: LadderStep[] = []

  const answer = (rung: Rung, source: AudioSource, status: 'success' | 'fallback'): Resolution => {
    ladder.push({ rung, sourceId: source.id, passedOver: null })
    return {
      sourceType: source.sourceType,
      source,
      url: getUrl(source),
      fallbackText: null,
      spokenText: null,
      status,
      rung,
      wantsFresh: status === 'fallback',
      ladder,
    }
  }

  const preferredId = phoneme.preferredAudioSourceId
  if (preferredId === null) {
    ladder.push({ rung: 'preferred', sourceId: null, passedOver: { reason: 'none' } })
  } else {
    const preferred = ordered.find(({ source }) => source.id === preferredId)
    // An editor's choice wins even when it has expired: expiry says when to regenerate, no more.
    if (preferred && faultOf(preferred) === null) return answer('preferred', preferred.source, 'success')
    const chosen = candidates.find(({ source }) => source.id === preferredId)
    ladder.push({ rung: 'preferred', sourceId: preferredId, passedOver: whyNotPreferred(chosen, phoneme.id) })
  }

  for (const rung of ['native', 'tts', 'generated'] as const) {
    const onRung = ordered.filter(({ source }) => source.sourceType === rung)
    if (onRung.length === 0) ladder.push({ rung, sourceId: null, passedOver: { reason: 'none' } })
    for (const candidate of onRung) {
      const { source } = candidate
      const fault = faultOf(candidate)
      const cachedUntil = expiredAt(source, now)
      if (fault !== null) ladder.push({ rung, sourceId: source.id, passedOver: { reason: 'fault', fault } })
      else if (cachedUntil !== null)
        ladder.push({ rung, sourceId: source.id, passedOver: { reason: 'expired', cachedUntil } })
      else return answer(rung, source, 'success')
    }
  }

  // Whatever counts and is still here has expired, so no native; a stale clip beats none.
  const stale = ordered.find((candidate) => faultOf(candidate) === null)
  if (stale) return answer('expired', stale.source, 'fallback')
  ladder.push({ rung: 'expired', sourceId: null, passedOver: { reason: 'none' } })

  ladder.push({ rung: 'web_speech', sourceId: null, passedOver: null })
  return {
    sourceType: 'web_speech',
    source: null,
    url: null,
    fallbackText: phoneme.vietnameseApprox.trim() === '' ? phoneme.ipaSymbol : phoneme.vietnameseApprox,
    spokenText: phoneme.spokenText,
    status: 'fallback',
    rung: 'web_speech',
    wantsFresh: true,
    ladder,
  }
}
