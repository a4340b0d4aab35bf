import { expect, it } from 'vitest'
import english from '#resources/translations/en.json' with { type: 'json' }
import { studioErrors } from '#shared/contract/errors.ts'
import { SourceFaultSchema } from '#shared/contract/schemas.ts'
import type { BackendNote } from '#shared/node/bundle/django/backend-note.ts'
import type { MergeRefusalCode } from '#studio/catalog/merge/merge-report.ts'

it('every way in which a call may fail is worded for people', () => {
  expect(Object.keys(studioErrors).filter((code) => !(code in english.errors))).toEqual([])
})

it('every fault of a source is worded for people', () => {
  expect(SourceFaultSchema.options.filter((fault) => !(fault in english.fault))).toEqual([])
})

it('every reason why a row of a bundle is not taken over, or the course would play another sound, is worded for people', () => {
  // As the merge and the course's fixture tell them; the window knows neither.
  const merge: MergeRefusalCode[] = [
    'OTHER_AUDIO',
    'OTHER_MAKING',
    'SYMBOL_TAKEN',
    'CODE_TAKEN',
    'PATH_TAKEN',
    'CONSENT_WITHDRAWN',
    'REFERENCE_MISSING',
    'CLOCK_IMPOSSIBLE',
    'OUT_OF_BOUNDS',
  ]
  const notes: BackendNote['code'][] = ['PREFERRED_TTS_BESIDE_NATIVES', 'PREFERRED_NOT_FOR_BACKEND']
  const counted: BackendNote['code'][] = ['REJECTED_NOT_FOR_BACKEND', 'EXAMPLES_NOT_FOR_BACKEND']
  const codes = [
    ...merge.map((code) => `MERGE_${code}`),
    ...notes,
    ...counted.flatMap((code) => [`${code}_one`, `${code}_other`]),
    'FILE_LEFT_OUT',
  ]
  expect(codes.filter((code) => !(code in english.faults))).toEqual([])
})
