import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { twoStudios } from '#test/support/a-studio.ts'
import { addPhoneme } from '#test/support/add-phoneme.ts'

describe('what a studio does not take in', () => {
  it('is another sound under a known id: mine stays, and the rest comes in', async () => {
    const { mine, theirs, does } = await twoStudios()
    does(theirs, { act: 'speak', phoneme: 0, kind: 'tts', voice: 0, keepDays: null })
    const document = await theirs.document()
    const [source] = document.sources
    const [take] = document.takes
    if (source === undefined || take === undefined) throw new Error('nothing to change')
    source.sha256 = 'f'.repeat(64)
    source.rejectedAt = source.createdAt
    take.frameCount += 1
    const before = mine.catalog.sources.get(source.id)
    const report = mine.takeIn(document)
    expect(report.refusals).toEqual([
      { kind: 'takes', id: take.id, code: 'OTHER_AUDIO', detail: take.path },
      { kind: 'sources', id: source.id, code: 'OTHER_AUDIO', detail: source.path },
    ])
    expect(report).toMatchObject({ written: true, counts: { sources: { new: 1 } } })
    expect(mine.catalog.sources.get(source.id)).toEqual(before)
  })

  it('is a known id that stands for something else', async () => {
    const { mine, theirs } = await twoStudios()
    const document = await theirs.document()
    const [source] = document.sources
    const other = document.phonemes.find(({ id }) => id !== source?.phonemeId)
    if (source === undefined || other === undefined) throw new Error('nothing to change')
    source.phonemeId = other.id
    expect(mine.takeIn(document).refusals).toMatchObject([{ id: source.id, code: 'OTHER_MAKING' }])
  })

  it('is a phoneme whose symbol another has here, and what is of that phoneme', async () => {
    const { mine, theirs, does } = await twoStudios()
    does(theirs, { act: 'speak', phoneme: 0, kind: 'tts', voice: 0, keepDays: null })
    const document = await theirs.document()
    const phonemeId = addPhoneme(document, 'iː')
    const partnerId = addPhoneme(document, 'ʔ')
    const partner = document.phonemes.find(({ id }) => id === partnerId)
    partner?.minimalPairs.push({ partnerId: phonemeId, word: 'a', partnerWord: 'b' })
    const clip = document.sources.find(({ sourceType }) => sourceType === 'tts')
    if (clip === undefined) throw new Error('no clip')
    clip.phonemeId = phonemeId
    const report = mine.takeIn(document)
    expect(report.refusals).toEqual([
      { kind: 'phonemes', id: phonemeId, code: 'SYMBOL_TAKEN', detail: 'iː' },
      { kind: 'prompts', id: document.prompts.at(-2)?.id, code: 'REFERENCE_MISSING', detail: phonemeId },
      { kind: 'sources', id: clip.id, code: 'REFERENCE_MISSING', detail: phonemeId },
    ])
    expect(mine.catalog.sources.get(clip.id)).toBeUndefined()
    expect(mine.catalog.phonemes.get(partner?.id ?? '')?.minimalPairs).toHaveLength(1)
  })

  it('is a speaker whose code another has here', async () => {
    const { mine, theirs, anh, does } = await twoStudios()
    does(theirs, { act: 'join', name: 'Cleo', detail: null, year: null })
    does(theirs, { act: 'consent', speaker: 2, to: 'given', licence: 'course' })
    does(theirs, { act: 'take', speaker: 2, sitting: null, phoneme: 1, checked: false, level: -3 })
    const document = await theirs.document()
    const cleo = document.speakers.find(({ displayName }) => displayName === 'Cleo')
    if (cleo === undefined) throw new Error('Cleo is missing')
    cleo.code = anh.code
    expect(mine.takeIn(document).refusals).toMatchObject([
      { kind: 'speakers', id: cleo.id, code: 'CODE_TAKEN', detail: anh.code },
      { kind: 'sessions', code: 'REFERENCE_MISSING', detail: cleo.id },
      { kind: 'takes', code: 'REFERENCE_MISSING', detail: cleo.id },
    ])
  })

  it('is a take at the path of another', async () => {
    const { mine, theirs } = await twoStudios()
    const document = await theirs.document()
    const [take] = document.takes
    if (take === undefined) throw new Error('no take')
    const id = v7()
    document.takes.push({ ...take, id })
    expect(mine.takeIn(document).refusals).toEqual([{ kind: 'takes', id, code: 'PATH_TAKEN', detail: take.path }])
  })

  it('is anything, where the catalog’s own bounds refuse a value', async () => {
    const { mine, theirs, does } = await twoStudios()
    does(theirs, { act: 'speak', phoneme: 0, kind: 'tts', voice: 0, keepDays: null })
    const document = await theirs.document()
    const id = v7()
    const [speaker] = document.speakers
    if (speaker === undefined) throw new Error('no speaker')
    document.speakers.push({ ...speaker, id, code: 'new-1', accent: 'of somewhere far away' })
    const before = await mine.document()
    const report = mine.takeIn(document)
    expect(report.written).toBe(false)
    expect(report.refusals).toMatchObject([{ kind: 'document', code: 'OUT_OF_BOUNDS' }])
    expect(await mine.document()).toEqual(before)
  })

  it('is anything from a clock after which nothing could be changed', async () => {
    const { mine, theirs, does } = await twoStudios()
    does(theirs, { act: 'edit', phoneme: 0, text: 'for ever', spoken: false })
    const document = await theirs.document()
    const setClock = (time: string) => {
      for (const clocks of Object.values(document.clocks.phoneme ?? {})) clocks['vietnameseApprox'] = `${time}-somebody`
    }
    for (const time of ['253402300800000-000000', '001793613600000-800000']) {
      setClock(time)
      expect(mine.takeIn(document)).toMatchObject({
        written: false,
        refusals: [{ kind: 'document', code: 'CLOCK_IMPOSSIBLE', detail: `${time}-somebody` }],
      })
    }
    setClock('253402300799999-7fffff')
    for (const studio of [mine, theirs]) expect(studio.takeIn(document).written).toBe(true)
    does(mine, { act: 'edit', phoneme: 0, text: 'and yet', spoken: false })
    await expect(mine.document()).resolves.toBeDefined()
    expect(mine.catalog.phonemes.all()[0]?.vietnameseApprox).toBe('and yet')
  })
})
