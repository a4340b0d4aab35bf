import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { BareStudio } from '#test/support/a-studio.ts'
import { twoStudios } from '#test/support/a-studio.ts'

/** Takes 0 to 2 are Ánh's, each the newest first; publishing one again replaces the native made from it. */
async function replacedInTheirs() {
  const studios = await twoStudios()
  const { mine, theirs, does } = studios
  const former = mine.catalog.sources.all().find(({ context }) => context === 'isolated')
  if (former === undefined) throw new Error('the first day publishes isolated takes')
  const take = theirs.catalog.takes.all().findIndex(({ id }) => id === former.takeId)
  const preferred = mine.catalog.sources
    .all()
    .filter(({ context }) => context === 'isolated')
    .findIndex(({ id }) => id === former.id)
  const native = ({ catalog }: BareStudio) => catalog.sources.nativeOf(former.phonemeId, former.voiceId)
  const choice = ({ catalog }: BareStudio) => catalog.phonemes.get(former.phonemeId)?.preferredAudioSourceId
  const prefer = (studio: BareStudio) =>
    does(studio, { act: 'prefer', source: preferred, clear: false, reason: 'best' })
  return { ...studios, former, native, choice, prefer, replaceInTheirs: () => does(theirs, { act: 'publish', take }) }
}

describe('a native that a newer one of the same phoneme and voice replaces', () => {
  it('goes, its take stays, and its file and its going are told', async () => {
    const { mine, theirs, former, native, replaceInTheirs } = await replacedInTheirs()
    replaceInTheirs()
    const report = mine.takeIn(await theirs.document())
    expect(report.replaced).toEqual([{ sourceId: former.id, path: former.path }])
    expect(native(mine)).toEqual(native(theirs))
    expect(native(mine)?.id).not.toBe(former.id)
    expect(mine.catalog.sources.get(former.id)).toBeUndefined()
    expect(mine.catalog.takes.get(former.takeId ?? '')).toBeDefined()
    const snapshot = mine.catalog.snapshot()
    expect(snapshot.clocks.tombstone('source', former.id)).toContain(mine.catalog.deviceId)
    snapshot.close()
  })

  it('hands on that it was preferred, with the time of that choice', async () => {
    const { mine, theirs, native, choice, prefer, replaceInTheirs } = await replacedInTheirs()
    replaceInTheirs()
    prefer(mine)
    const before = await mine.document()
    expect(mine.takeIn(await theirs.document())).toMatchObject({
      conflicts: [],
      counts: { phonemes: { different: 1 } },
    })
    expect(choice(mine)).toBe(native(mine)?.id)
    expect((await mine.document()).clocks.phoneme).toEqual(before.clocks.phoneme)
    theirs.takeIn(await mine.document())
    expect(choice(theirs)).toBe(native(theirs)?.id)
  })

  it('hands it on also where the bundle does not tell of its phoneme', async () => {
    const { mine, theirs, former, native, choice, prefer, replaceInTheirs } = await replacedInTheirs()
    replaceInTheirs()
    prefer(mine)
    const document = await theirs.document()
    document.phonemes = document.phonemes.filter(({ id }) => id !== former.phonemeId)
    mine.takeIn(document)
    expect(choice(mine)).toBe(native(mine)?.id)
  })

  it('does not come back with an older bundle', async () => {
    const { mine, theirs, former, native, prefer, replaceInTheirs } = await replacedInTheirs()
    prefer(mine)
    const older = await mine.document()
    replaceInTheirs()
    mine.takeIn(await theirs.document(), { prefer: 'newer' })
    const standing = native(mine)
    expect(mine.takeIn(older, { prefer: 'theirs' })).toMatchObject({ counts: { sources: { deletedHere: 1, new: 0 } } })
    expect(native(mine)).toEqual(standing)
    expect(mine.catalog.sources.get(former.id)).toBeUndefined()
  })

  it('does not come into the studio that has the newer one, and whoever preferred it prefers that', async () => {
    const { mine, theirs, former, native, choice, prefer, replaceInTheirs } = await replacedInTheirs()
    prefer(mine)
    replaceInTheirs()
    const standing = native(theirs)
    const report = theirs.takeIn(await mine.document())
    expect(report).toMatchObject({ conflicts: [], replaced: [], counts: { sources: { deletedHere: 1, new: 0 } } })
    expect(native(theirs)).toEqual(standing)
    expect(choice(theirs)).toBe(standing?.id)
    expect(theirs.catalog.sources.get(former.id)).toBeUndefined()
  })

  it('may have been made in both studios on their own: the newer stands in both, and what preferred the older', async () => {
    const { mine, theirs, time, former, native, choice, prefer } = await replacedInTheirs()
    prefer(theirs)
    const clocks = (await theirs.document()).clocks.source?.[former.id] ?? {}
    for (const createdAt of [new Date(Date.parse(former.createdAt) - 1).toISOString(), time.now()]) {
      const document = await theirs.document()
      const id = v7()
      const text = JSON.stringify(document).replaceAll(former.id, id)
      const otherwise = JSON.parse(text) as typeof document
      const made = otherwise.sources.find((source) => source.id === id)
      if (made === undefined) throw new Error('no native')
      made.createdAt = createdAt
      otherwise.clocks.source = { ...otherwise.clocks.source, [id]: clocks }
      const isNewer = createdAt > former.createdAt
      const report = mine.takeIn(otherwise)
      expect(report.counts.sources).toMatchObject(isNewer ? { new: 1, deletedHere: 0 } : { new: 0, deletedHere: 1 })
      expect(native(mine)?.id).toBe(isNewer ? id : former.id)
      expect(choice(mine)).toBe(isNewer ? id : former.id)
    }
  })

  it('is one of the isolated sound: examples of one voice stand side by side', async () => {
    const { mine, theirs, does } = await twoStudios()
    const takes = theirs.catalog.takes.all()
    const word = takes.findIndex(({ context }) => context === 'word')
    const isWord = word >= 0
    does(theirs, { act: 'take', speaker: 0, sitting: null, phoneme: 3, checked: false, level: -6 })
    does(theirs, { act: 'publish', take: 0 }, { act: 'publish', take: 0 })
    const examples = theirs.catalog.sources.all().filter(({ context }) => context === 'word')
    expect(examples.length).toBeGreaterThanOrEqual(isWord ? 3 : 2)
    expect(mine.takeIn(await theirs.document())).toMatchObject({ replaced: [], counts: { sources: { new: 2 } } })
  })
})
