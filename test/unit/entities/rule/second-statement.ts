import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { Candidate } from '#shared/entities/resolve.ts'

export type AskedPhoneme = Pick<
  Phoneme,
  'id' | 'ipaSymbol' | 'vietnameseApprox' | 'spokenText' | 'preferredAudioSourceId'
>

const rungs = ['preferred', 'native', 'tts', 'generated', 'expired', 'web_speech'] as const

/** What a course is told, and by which rung; nothing of how it was found. */
export interface Answer {
  rung: (typeof rungs)[number]
  sourceType: 'native' | 'tts' | 'generated' | 'web_speech'
  sourceId: string | null
  url: string | null
  fallbackText: string | null
  spokenText: string | null
  status: 'success' | 'fallback'
  wantsFresh: boolean
}

/** The place on the ladder that something has a right to. */
interface Claim {
  rung: Answer['rung']
  createdMs: number
  id: string
  answer: Answer
}

/**
 * The law a second time, slowly: everything that counts states its claims, the claims are put in order, the first is
 * the answer. Nothing is taken from the rule itself.
 */
export function secondStatement(phoneme: AskedPhoneme, candidates: readonly Candidate[], now: string): Answer {
  const claims = [webSpeech(phoneme)]
  for (const candidate of candidates) {
    if (!counts(candidate)) continue
    if (!takesPart(candidate.source, phoneme)) continue
    claims.push(...claimsOf(candidate.source, phoneme, now))
  }
  claims.sort(byRungThenNewest)
  const [first] = claims
  if (first === undefined) throw new Error('web speech always has a claim')
  return first.answer
}

/** Eligible and playable. */
function counts({ source, fault }: Candidate): boolean {
  return fault === null && source.path !== null && source.rejectedAt === null
}

/** A preferred source must belong to the phoneme, too; examples stay outside the rule. */
function takesPart(source: AudioSource, phoneme: AskedPhoneme): boolean {
  return source.phonemeId === phoneme.id && source.context === 'isolated'
}

function claimsOf(source: AudioSource, phoneme: AskedPhoneme, now: string): Claim[] {
  const claims: Claim[] = []
  const claim = (rung: Answer['rung'], status: Answer['status']) =>
    claims.push({ rung, createdMs: Date.parse(source.createdAt), id: source.id, answer: played(source, rung, status) })

  const isExpired = source.cachedUntil !== null && Date.parse(source.cachedUntil) <= Date.parse(now)
  if (source.id === phoneme.preferredAudioSourceId) claim('preferred', 'success')
  if (source.sourceType === 'native') claim('native', 'success')
  if (source.sourceType === 'tts' && !isExpired) claim('tts', 'success')
  if (source.sourceType === 'generated' && !isExpired) claim('generated', 'success')
  if (source.sourceType !== 'native' && isExpired) claim('expired', 'fallback')
  return claims
}

function played(source: AudioSource, rung: Answer['rung'], status: Answer['status']): Answer {
  return {
    rung,
    sourceType: source.sourceType,
    sourceId: source.id,
    url: `/media/${source.path}`,
    fallbackText: null,
    spokenText: null,
    status,
    wantsFresh: status === 'fallback',
  }
}

function webSpeech({ vietnameseApprox, ipaSymbol, spokenText }: AskedPhoneme): Claim {
  const isEmpty = /^\s*$/.test(vietnameseApprox)
  const answer: Answer = {
    rung: 'web_speech',
    sourceType: 'web_speech',
    sourceId: null,
    url: null,
    fallbackText: isEmpty ? ipaSymbol : vietnameseApprox,
    spokenText,
    status: 'fallback',
    wantsFresh: true,
  }
  return { rung: 'web_speech', createdMs: 0, id: '', answer }
}

function byRungThenNewest(a: Claim, b: Claim): number {
  if (a.rung !== b.rung) return rungs.indexOf(a.rung) - rungs.indexOf(b.rung)
  if (a.createdMs !== b.createdMs) return b.createdMs - a.createdMs
  return [a.id, b.id].toSorted()[0] === a.id ? 1 : -1
}
