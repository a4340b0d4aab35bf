import * as fc from 'fast-check'
import { SourceFaultSchema } from '#shared/contract/schemas.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import type { Candidate } from '#shared/entities/resolve.ts'
import { aPhonemeId, aSource, times } from '#test/builders.ts'
import type { AskedPhoneme } from './second-statement.ts'

export interface AnyCatalog {
  phoneme: AskedPhoneme
  candidates: Candidate[]
  now: string
}

const anotherPhonemeId = '018f0000-0000-7000-8000-000000000002'
const goneId = '018f0000-0000-7000-8000-0000000000ff'

/** Few moments, so that two sources are often made in one, and clips often expire in the very one that is asked about. */
const moment = fc.constantFrom(
  times.earlier,
  '2026-11-02T09:59:59.999Z',
  times.now,
  '2026-11-02T10:00:00.001Z',
  times.later,
)

const mostly = <T>(usual: T, ...others: T[]) => fc.oneof({ arbitrary: fc.constant(usual), weight: 3 }, ...each(others))
const each = <T>(values: T[]) => (values.length === 0 ? [] : [fc.constantFrom(...values)])

/** Also what no catalog should hold: a native that expires, a source without a file that nobody found a fault with. */
const candidate = fc
  .record({
    id: fc.uuid({ version: 7 }),
    phonemeId: mostly(aPhonemeId, anotherPhonemeId),
    sourceType: fc.constantFrom(...sourceTypes),
    context: mostly<AudioSource['context']>('isolated', 'syllable', 'word'),
    hasFile: mostly(true, false),
    cachedUntil: fc.option(moment),
    rejectedAt: mostly<string | null>(null, times.earlier),
    createdAt: moment,
    fault: mostly<Candidate['fault']>(null, ...SourceFaultSchema.options),
  })
  .map(({ hasFile, fault, ...fields }): Candidate => {
    const source = aSource({ ...fields, voiceId: 'a-voice', updatedAt: fields.createdAt })
    return { source: { ...source, path: hasFile ? `phonemes/audio/2026/11/02/${source.id}.wav` : null }, fault }
  })

export const anyCatalog: fc.Arbitrary<AnyCatalog> = fc
  .uniqueArray(candidate, { selector: ({ source }) => source.id, maxLength: 9 })
  .chain((candidates) =>
    fc.record({
      candidates: fc.constant(candidates),
      now: mostly(times.now, times.earlier, times.later),
      phoneme: fc.record({
        id: fc.constant(aPhonemeId),
        ipaSymbol: fc.constant('iː'),
        vietnameseApprox: fc.constantFrom('như i kéo dài', ' như i kéo dài', '', ' ', '\t\n'),
        spokenText: fc.constant('sheep'),
        preferredAudioSourceId: fc.option(fc.constantFrom(goneId, ...candidates.map(({ source }) => source.id))),
      }),
    }),
  )
