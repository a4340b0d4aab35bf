import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { SourcePageAsked } from '#shared/contract/sources.ts'
import { dayMs } from '#shared/entities/audio-source.ts'
import { createSourcePages } from '#studio/services/source-pages.ts'
import { aSpeaker } from '#test/builders.ts'
import { aLibrary, otherPhonemeId } from './a-library.ts'

async function library() {
  const own = await aLibrary()
  const { catalog, playability, phonemes, clock } = own
  const pages = createSourcePages({ catalog, playability, search: (text) => phonemes.search(text), clock })
  const page = (asked: Partial<SourcePageAsked> = {}) => pages.page({ sort: 'newest', limit: 10, ...asked })
  return {
    ...own,
    page,
    idsOf: async (asked: Partial<SourcePageAsked>) => (await page(asked)).rows.map((row) => row.source.id),
  }
}

describe('a text', () => {
  it('is sought in symbols, words, what Vietnamese learners are told, voices and speakers’ names', async () => {
    const { add, catalog, idsOf } = await library()
    const speaker = aSpeaker({ displayName: 'Bình', code: 'sp-1' })
    catalog.write(() => catalog.speakers.insert(speaker))
    const native = await add({ sourceType: 'native', voiceId: speaker.code, speakerId: speaker.id })
    const other = await add({ phonemeId: otherPhonemeId, voiceId: 'en-GB-SoniaNeural' })
    expect(await idsOf({ text: 'bình' })).toEqual([native.id])
    expect(await idsOf({ text: 'sonia' })).toEqual([other.id])
    expect(await idsOf({ text: 'ɪ' })).toEqual([other.id])
    expect(await idsOf({ text: 'kéo dài' })).toEqual([other.id, native.id])
    expect(await idsOf({ text: 'nothing of the kind' })).toEqual([])
    expect(await idsOf({ text: '  ' })).toEqual([other.id, native.id])
  })

  it('is sought in what is there now, also when it was sought before', async () => {
    const { add, catalog, idsOf } = await library()
    const clip = await add()
    expect(await idsOf({ text: 'như y' })).toEqual([])
    catalog.write(() => catalog.phonemes.edit(clip.phonemeId, { vietnameseApprox: 'như y' }, clip.createdAt))
    expect(await idsOf({ text: 'như y' })).toEqual([clip.id])
  })
})

it('expiring is within seven days and unused for thirty, unless another number is asked for', async () => {
  const { add, idsOf, pass, clock } = await library()
  const clip = await add({ cachedUntil: new Date(clock().getTime() + 40 * dayMs).toISOString() })
  expect(await idsOf({ state: 'expiring', days: 41 })).toEqual([clip.id])
  pass(32 * dayMs)
  expect(await idsOf({ state: 'expiring' })).toEqual([])
  expect(await idsOf({ state: 'unused' })).toEqual([clip.id])
  expect(await idsOf({ state: 'unused', days: 33 })).toEqual([])
  pass(2 * dayMs)
  expect(await idsOf({ state: 'expiring' })).toEqual([clip.id])
})

it('each row says what keeps it from counting, and what was found so is found as faulty then', async () => {
  const { add, page, fileOf } = await library()
  const clip = await add()
  expect((await page()).rows).toMatchObject([{ fault: null, voiceName: clip.voiceId, url: `/media/${clip.path}` }])
  rmSync(fileOf(clip))
  expect((await page()).rows).toMatchObject([{ fault: 'file missing' }])
  expect(await page({ state: 'faulty' })).toMatchObject({ rows: [{ source: { id: clip.id } }], total: 1, all: 1 })
})
