import { describe, expect, it } from 'vitest'
import type { BareStudio } from '#test/support/a-studio.ts'
import { twoStudios } from '#test/support/a-studio.ts'

const consentIn = ({ catalog }: BareStudio, speakerId: string) => catalog.speakers.get(speakerId)?.consent
const withdrawn = { act: 'consent', speaker: 0, to: 'withdrawn', licence: 'course' } as const
const given = { act: 'consent', speaker: 0, to: 'given', licence: 'CC0-1.0' } as const

describe('a withdrawn consent', () => {
  it('is told without the name, and ends the consent that another studio knows', async () => {
    const { mine, theirs, anh, does } = await twoStudios()
    const sourceIds = mine.catalog.sources.all().flatMap(({ id, speakerId }) => (speakerId === anh.id ? id : []))
    does(theirs, withdrawn)
    const document = await theirs.document()
    expect(JSON.stringify(document)).not.toContain(anh.displayName)
    expect(document.withdrawn).toMatchObject([{ speakerId: anh.id, sourceIds: sourceIds.toSorted() }])

    const report = mine.takeIn(document)
    expect(report.counts).toMatchObject({ withdrawn: { new: 1 }, sources: { new: 0, deletedHere: 0 } })
    expect(consentIn(mine, anh.id)).toEqual(consentIn(theirs, anh.id))
    expect((await mine.document()).sources.map(({ speakerId }) => speakerId)).not.toContain(anh.id)
    expect(mine.takeIn(document)).toMatchObject({ written: false, counts: { withdrawn: { same: 1 } } })
  })

  it('wins over one that was given again without knowing of it, whichever comes first', async () => {
    const { mine, theirs, studio, anh, does } = await twoStudios()
    does(theirs, withdrawn)
    does(mine, given)
    const [told, stale] = [await theirs.document(), await mine.document()]
    mine.takeIn(told)
    theirs.takeIn(stale)
    const [first, last] = [studio(), studio()]
    for (const document of [told, stale]) first.takeIn(document)
    for (const document of [stale, told]) last.takeIn(document)

    for (const each of [mine, theirs, last]) expect(consentIn(each, anh.id)?.withdrawnAt).not.toBeNull()
    for (const each of [mine, theirs, first, last]) {
      const document = await each.document()
      expect(document.withdrawn).toEqual(told.withdrawn)
      expect(document.sources.map(({ speakerId }) => speakerId)).not.toContain(anh.id)
    }
  })

  it('lets nothing of that speaker into a studio that did not know them', async () => {
    const { mine, theirs, studio, anh, ben, does } = await twoStudios()
    const older = await mine.document()
    does(theirs, withdrawn)
    const late = studio()
    late.takeIn(await theirs.document())
    const report = late.takeIn(older)
    expect(late.catalog.speakers.all().map(({ id }) => id)).toEqual([ben.id])
    expect(late.catalog.takes.all().map(({ speakerId }) => speakerId)).toEqual([ben.id])
    expect(late.catalog.sources.all().map(({ speakerId }) => speakerId)).toEqual([ben.id])
    expect(report.refusals).toContainEqual({ kind: 'speakers', id: anh.id, code: 'CONSENT_WITHDRAWN', detail: '' })
  })

  it('lets no new recording of a speaker in whom a studio knows', async () => {
    const { mine, theirs, anh, does } = await twoStudios()
    does(theirs, { act: 'take', speaker: 0, sitting: null, phoneme: 1, checked: false, level: -3 })
    does(mine, withdrawn)
    const report = mine.takeIn(await theirs.document())
    const [take] = theirs.catalog.takes.all()
    expect(report.refusals).toEqual([{ kind: 'takes', id: take?.id, code: 'CONSENT_WITHDRAWN', detail: anh.id }])
    expect(consentIn(mine, anh.id)?.withdrawnAt).not.toBeNull()
  })

  it('is passed on by a studio that only heard of it, with every source that anybody named', async () => {
    const { mine, theirs, studio, does } = await twoStudios()
    does(theirs, { act: 'publish', take: 1 })
    does(theirs, withdrawn)
    const between = studio()
    between.takeIn(await theirs.document())
    expect((await between.document()).withdrawn).toEqual((await theirs.document()).withdrawn)
    mine.takeIn(await between.document())
    const [here] = (await mine.document()).withdrawn
    expect(mine.takeIn(await mine.document()).written).toBe(false)
    const ids = [mine, theirs].flatMap(({ catalog }) => catalog.sources.ofType('native'))
    const ofThem = ids.flatMap(({ id, speakerId }) => (speakerId === here?.speakerId ? id : []))
    expect(here?.sourceIds).toEqual([...new Set(ofThem)].toSorted())
  })
})

describe('a consent that was given again after it was withdrawn', () => {
  it('stands wherever the withdrawal was known, and is told as such no more', async () => {
    const { mine, theirs, studio, anh, does } = await twoStudios()
    does(theirs, withdrawn)
    const told = await theirs.document()
    mine.takeIn(told)
    does(theirs, given)
    const renewed = await theirs.document()
    const late = studio()
    for (const each of [mine, late]) {
      each.takeIn(renewed)
      expect(each.takeIn(told).written).toBe(false)
      expect(consentIn(each, anh.id)).toEqual(consentIn(theirs, anh.id))
      expect(await each.document()).toEqual(renewed)
    }
    expect(renewed.withdrawn).toEqual([])
  })

  it('names a withdrawal that this studio only heard of', async () => {
    const { mine, theirs, studio, anh, does } = await twoStudios()
    does(theirs, withdrawn)
    const told = await theirs.document()
    const late = studio()
    late.takeIn(told)
    const speaker = { ...anh, consent: null }
    late.catalog.write(() => late.catalog.speakers.insert(speaker))
    does(late, given)
    expect(consentIn(late, anh.id)?.renewedAfter).toBe(consentIn(theirs, anh.id)?.withdrawnAt)
    late.takeIn(told)
    mine.takeIn(told)
    mine.takeIn(await late.document())
    expect(consentIn(late, anh.id)?.withdrawnAt).toBeNull()
  })

  it('can be withdrawn again, also where the clock was set back meanwhile', async () => {
    const { theirs, anh, time, does } = await twoStudios()
    does(theirs, withdrawn, given)
    const renewed = consentIn(theirs, anh.id)
    time.pass(-60_000)
    does(theirs, withdrawn)
    const consent = consentIn(theirs, anh.id)
    expect(consent?.renewedAfter).toBe(renewed?.renewedAfter)
    expect((consent?.withdrawnAt ?? '') > (consent?.renewedAfter ?? '')).toBe(true)
  })
})
