import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { BundleDocumentSchema } from '#shared/node/bundle/bundle-document.ts'
import type { BareStudio } from '#test/support/a-studio.ts'
import { studiosOn } from '#test/support/a-studio.ts'
import { movingClock } from '#test/support/moving-clock.ts'
import { fill, firstDay, someActs } from '#test/support/a-generated-catalog.ts'
import { isLongRun } from '#test/support/runs.ts'

const seed = Date.now() & 0x7fff_ffff
/** Other work on the machine makes it slower by any factor. */
const patienceMs = isLongRun ? 900_000 : 120_000
process.stdout.write(`documents come in, of seed ${seed}\n`)

describe('a document of a whole catalog', () => {
  it(
    'comes out of an empty studio byte for byte as it went in, and coming in again changes nothing',
    async () => {
      const time = movingClock()
      const studio = studiosOn(time)
      await fc.assert(
        fc.asyncProperty(someActs(60), fc.boolean(), fc.boolean(), async (acts, withTakes, bare) => {
          const [from, to] = [studio(), studio({ bare })]
          fill(from.catalog, [...firstDay, ...acts], time)
          const document = await from.document({ withTakes })
          expect(BundleDocumentSchema.parse(document)).toEqual(document)

          const first = to.takeIn(document)
          expect(first).toMatchObject({ refusals: [], conflicts: [], replaced: [] })
          expect(first.newSources).toEqual(document.sources.map(({ id }) => id))
          const back = await to.document({ withTakes })
          expect(back).toEqual(document)
          expect(JSON.stringify(back)).toBe(JSON.stringify(document))

          const logged = to.catalog.changes.waiting()
          const second = to.takeIn(document)
          expect(second.written).toBe(false)
          for (const counts of Object.values(second.counts))
            expect(counts).toEqual({ new: 0, same: counts.same, different: 0, conflicts: 0, deletedHere: 0 })
          expect(to.catalog.changes.waiting()).toBe(logged)
          expectRightTotals(to)
          for (const each of [from, to]) each.close()
        }),
        { seed, numRuns: isLongRun ? 150 : 12, interruptAfterTimeLimit: patienceMs / 2 },
      )
    },
    patienceMs,
  )

  it(
    'brings studios that went their own ways together, whoever takes in first',
    async () => {
      const time = movingClock()
      const studio = studiosOn(time)
      const acts = (most: number) => someActs(most).map((all) => all.filter(({ act }) => act !== 'delete'))
      await fc.assert(
        fc.asyncProperty(acts(30), acts(25), acts(25), async (before, inOne, inOther) => {
          const [one, other] = [studio(), studio()]
          fill(one.catalog, [...firstDay, ...before], time)
          other.takeIn(await one.document())
          fill(one.catalog, inOne, time)
          fill(other.catalog, inOther, time)

          // What is withdrawn in one is not told by it any more: what the other had of it is known after a second round.
          for (let round = 0; round < 2; round += 1) {
            const [document, otherDocument] = [await one.document(), await other.document()]
            one.takeIn(otherDocument, { prefer: 'newer' })
            other.takeIn(document, { prefer: 'newer' })
          }
          const [document, otherDocument] = [await one.document(), await other.document()]
          expect(withoutUntold(otherDocument, document)).toEqual(withoutUntold(document, otherDocument))
          expectRightTotals(one)
          for (const each of [one, other]) each.close()
        }),
        { seed, numRuns: isLongRun ? 100 : 8, interruptAfterTimeLimit: patienceMs / 2 },
      )
    },
    patienceMs,
  )
})

/** A choice of a source that may not leave is not told: the other can't come to the same. */
function withoutUntold(document: BundleDocument, other: BundleDocument): BundleDocument {
  const untold = [document, other].flatMap(({ phonemes }) =>
    phonemes.flatMap(({ id, preferredAudioSourceId }) => (preferredAudioSourceId === undefined ? id : [])),
  )
  const phonemes = document.phonemes.map((phoneme) => {
    const { preferredAudioSourceId: _choice, ...rest } = phoneme
    return untold.includes(phoneme.id) ? rest : phoneme
  })
  const clocks = Object.entries(document.clocks.phoneme ?? {}).map(([id, fields]) => {
    const { preferredAudioSourceId: _clock, ...rest } = fields
    return [id, untold.includes(id) ? rest : fields] as const
  })
  const told = clocks.filter(([, fields]) => Object.keys(fields).length > 0)
  return { ...document, phonemes, clocks: { ...document.clocks, phoneme: Object.fromEntries(told) } }
}

/** The sums that triggers keep are those of the rows. */
function expectRightTotals({ catalog }: BareStudio): void {
  const records = catalog.sources.all().flatMap(({ id }) => catalog.sources.cacheRecord(id) ?? [])
  const plays = records.reduce((sum, { usageCount }) => sum + usageCount, 0)
  const groups = catalog.figures.groups()
  expect(groups.reduce((sum, group) => sum + group.sources, 0)).toBe(records.length)
  expect(groups.reduce((sum, group) => sum + group.plays, 0)).toBe(plays)
  expect(catalog.figures.by('category').reduce((sum, row) => sum + row.plays, 0)).toBe(plays)
}
