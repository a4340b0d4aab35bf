import { expect, it } from 'vitest'
import english from '#resources/translations/en.json' with { type: 'json' }
import { studioErrors } from '#shared/contract/errors.ts'
import { SourceFaultSchema } from '#shared/contract/schemas.ts'

it('every way in which a call may fail is worded for people', () => {
  expect(Object.keys(studioErrors).filter((code) => !(code in english.errors))).toEqual([])
})

it('every fault of a source is worded for people', () => {
  expect(SourceFaultSchema.options.filter((fault) => !(fault in english.fault))).toEqual([])
})
