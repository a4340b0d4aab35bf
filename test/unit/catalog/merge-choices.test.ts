import { describe, expect, it } from 'vitest'
import type { BareStudio } from '#test/support/a-studio.ts'
import { twoStudios } from '#test/support/a-studio.ts'

/** Of the phoneme of the newest source. */
function preferredIn({ catalog }: BareStudio, phonemeId: string): string | null | undefined {
  return catalog.phonemes.get(phonemeId)?.preferredAudioSourceId
}

/** Both know two clips of one phoneme, and each has chosen the other one; mine first. */
async function twoChoices() {
  const studios = await twoStudios()
  const { mine, theirs, does } = studios
  does(mine, { act: 'speak', phoneme: 3, kind: 'tts', voice: 0, keepDays: null })
  does(mine, { act: 'speak', phoneme: 3, kind: 'tts', voice: 1, keepDays: null })
  theirs.takeIn(await mine.document())
  const [newer, older] = mine.catalog.sources.all()
  if (newer === undefined || older === undefined) throw new Error('two clips were made')
  does(mine, { act: 'prefer', source: 0, clear: false, reason: 'clearer' })
  does(theirs, { act: 'prefer', source: 1, clear: false, reason: 'slower' })
  const { phonemeId } = newer
  const isIn = (studio: BareStudio) => preferredIn(studio, phonemeId)
  return { ...studios, phonemeId, newer, older, isIn }
}

describe('a preferred source that two people chose otherwise', () => {
  it('is asked about, and until then nothing at all is written', async () => {
    const { mine, theirs, does, phonemeId, newer, older } = await twoChoices()
    does(theirs, { act: 'speak', phoneme: 0, kind: 'tts', voice: 0, keepDays: null })
    const before = await mine.document()
    const version = mine.catalog.foreignChanges()
    const report = mine.takeIn(await theirs.document())
    expect(report).toMatchObject({ written: false, counts: { phonemes: { conflicts: 1 }, sources: { new: 1 } } })
    const [myDecision] = mine.catalog.decisions.all()
    expect(report.conflicts).toEqual([
      {
        phonemeId,
        ipaSymbol: mine.catalog.phonemes.get(phonemeId)?.ipaSymbol,
        mine: {
          sourceId: newer.id,
          voice: newer.voiceId,
          at: myDecision?.decidedAt,
          by: 'an editor',
          reason: 'clearer',
        },
        theirs: {
          sourceId: older.id,
          voice: older.voiceId,
          at: theirs.catalog.decisions.all()[0]?.decidedAt,
          by: 'an editor',
          reason: 'slower',
        },
      },
    ])
    expect(await mine.document()).toEqual(before)
    expect(mine.catalog.foreignChanges()).toBe(version)
  })

  it('is theirs where that is preferred, or the newer where theirs is', async () => {
    for (const prefer of ['theirs', 'newer'] as const) {
      const { mine, theirs, older, isIn } = await twoChoices()
      const report = mine.takeIn(await theirs.document(), { prefer })
      expect(report).toMatchObject({
        written: true,
        conflicts: [],
        counts: { phonemes: { different: 1, conflicts: 0 } },
      })
      expect(isIn(mine)).toBe(older.id)
      expect(mine.catalog.decisions.all().map(({ reason }) => reason)).toEqual(['slower', 'clearer'])
      expect(mine.takeIn(await theirs.document())).toMatchObject({ written: false, conflicts: [] })
    }
  })

  it('is mine where mine is newer', async () => {
    const { mine, theirs, older, isIn } = await twoChoices()
    const report = theirs.takeIn(await mine.document(), { prefer: 'newer' })
    expect(report).toMatchObject({ written: true, counts: { phonemes: { different: 0, conflicts: 0 } } })
    expect(isIn(theirs)).toBe(older.id)
  })

  it('once decided against the clocks, stands in the other studio too', async () => {
    const { mine, theirs, newer, isIn } = await twoChoices()
    mine.takeIn(await theirs.document(), { prefer: 'mine' })
    expect(isIn(mine)).toBe(newer.id)
    theirs.takeIn(await mine.document(), { prefer: 'newer' })
    expect(isIn(theirs)).toBe(newer.id)
  })

  it('may be decided for each phoneme by itself, whatever is preferred else', async () => {
    const { mine, theirs, phonemeId, newer, older, isIn } = await twoChoices()
    const document = await theirs.document()
    mine.takeIn(document, { prefer: 'theirs', choices: { [phonemeId]: 'mine' } })
    expect(isIn(mine)).toBe(newer.id)
    mine.takeIn(document, { choices: { [phonemeId]: 'theirs' } })
    expect(isIn(mine)).toBe(older.id)
  })

  it('is asked about as well where one of them cleared it', async () => {
    const { mine, theirs, does } = await twoChoices()
    does(theirs, { act: 'prefer', source: 1, clear: true, reason: 'none is good' })
    const [conflict] = mine.takeIn(await theirs.document()).conflicts
    expect(conflict?.theirs).toMatchObject({ sourceId: null, voice: null, reason: 'none is good' })
  })
})

describe('a choice that is made here while a document is looked at', () => {
  it('is looked at again before anything is written', async () => {
    const { mine, theirs, phonemeId, newer, older, isIn } = await twoChoices()
    const document = await theirs.document()
    // Asked for in the midst of looking.
    const choices = new Proxy<Record<string, 'theirs'>>(
      {},
      {
        get() {
          if (mine.catalog.sources.get(older.id)) mine.catalog.write(() => mine.catalog.sources.delete(older.id))
          return 'theirs'
        },
      },
    )
    expect(mine.takeIn(document, { choices })).toMatchObject({ refusals: [], counts: { sources: { deletedHere: 1 } } })
    expect(isIn(mine)).toBe(newer.id)
    expect(mine.catalog.phonemes.get(phonemeId)).toBeDefined()
  })
})

describe('a preferred source that only one person chose', () => {
  it('comes in without a question', async () => {
    const { mine, theirs, studio, older, isIn } = await twoChoices()
    const late = studio()
    expect(late.takeIn(await theirs.document())).toMatchObject({ written: true, conflicts: [] })
    expect(isIn(late)).toBe(older.id)
    expect(mine.takeIn(await late.document(), { prefer: 'newer' }).conflicts).toEqual([])
  })

  it('comes in from an older studio that kept no times, unless a person has chosen here', async () => {
    const { mine, theirs, studio, older, newer, isIn } = await twoChoices()
    const document = { ...(await theirs.document()), clocks: {} }
    const late = studio()
    late.takeIn(document)
    expect(isIn(late)).toBe(older.id)
    expect(late.takeIn(document).written).toBe(false)
    expect((await late.document()).phonemes).toEqual(document.phonemes)
    expect(mine.takeIn(document)).toMatchObject({ conflicts: [] })
    expect(isIn(mine)).toBe(newer.id)
  })

  it('stays where the bundle tells of none, because its source is not inside', async () => {
    const { mine, theirs, does, newer, isIn } = await twoChoices()
    does(theirs, { act: 'delete', source: 1 })
    const document = await theirs.document()
    for (const phoneme of document.phonemes) delete phoneme.preferredAudioSourceId
    expect(mine.takeIn(document).conflicts).toEqual([])
    expect(isIn(mine)).toBe(newer.id)
  })

  it('stays where theirs is a source that did not come in', async () => {
    const { mine, theirs, older, newer, isIn } = await twoChoices()
    const document = await theirs.document()
    mine.catalog.write(() => mine.catalog.sources.delete(older.id))
    expect(mine.takeIn(document)).toMatchObject({ conflicts: [], counts: { sources: { deletedHere: 1 } } })
    expect(isIn(mine)).toBe(newer.id)
  })

  it('is of its own phoneme, whatever a document says', async () => {
    const { mine, theirs, phonemeId, newer, isIn } = await twoChoices()
    const document = await theirs.document()
    const stranger = document.sources.find((source) => source.phonemeId !== phonemeId)
    for (const phoneme of document.phonemes)
      if (phoneme.id === phonemeId) phoneme.preferredAudioSourceId = stranger?.id ?? null
    expect(mine.takeIn(document, { prefer: 'theirs' })).toMatchObject({ written: true, conflicts: [] })
    expect(isIn(mine)).toBe(newer.id)
  })
})
