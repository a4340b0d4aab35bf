import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SourceFaultSchema } from '#shared/contract/schemas.ts'
import type { LadderStep, Resolution } from '#shared/entities/resolve.ts'
import { resolve } from '#shared/entities/resolve.ts'
import { type AnyCatalog, anyCatalog } from './any-catalog.ts'
import { type Answer, secondStatement } from './second-statement.ts'

const long = process.env['PHONEME_STUDIO_LONG'] !== undefined
const catalogs = long ? 300_000 : 3000
const seed = Date.now() & 0x7fff_ffff
process.stdout.write(`${catalogs} catalogs of seed ${seed}\n`)
const many = { seed, numRuns: catalogs }

const order = ['preferred', 'native', 'tts', 'generated', 'expired', 'web_speech'] as const

const ruled = ({ phoneme, candidates, now }: AnyCatalog) => resolve(phoneme, candidates, now)

function told({ rung, sourceType, source, url, fallbackText, spokenText, status, wantsFresh }: Resolution) {
  return { rung, sourceType, sourceId: source?.id ?? null, url, fallbackText, spokenText, status, wantsFresh }
}

describe('the rule that picks, in any catalog', { timeout: long ? 600_000 : 20_000 }, () => {
  it('answers what a slow second statement of the same law answers', () => {
    fc.assert(
      fc.property(anyCatalog, (catalog) => {
        const { phoneme, candidates, now } = catalog
        expect(told(ruled(catalog))).toEqual(secondStatement(phoneme, candidates, now) satisfies Answer)
      }),
      many,
    )
  })

  it('answers the same in whatever order the sources are read', () => {
    const shuffled = anyCatalog.chain((catalog) => {
      const { candidates } = catalog
      const order = fc.shuffledSubarray(candidates, { minLength: candidates.length })
      return order.map((read) => ({ catalog, again: { ...catalog, candidates: read } }))
    })
    fc.assert(
      fc.property(shuffled, ({ catalog, again }) => {
        expect(ruled(again)).toEqual(ruled(catalog))
      }),
      many,
    )
  })

  it('tells every step, from the preferred source down to the answer, and no other', () => {
    fc.assert(
      fc.property(anyCatalog, (catalog) => {
        const { ladder, rung, source } = ruled(catalog)
        const rungs = ladder.map((step) => step.rung)
        expect(rungs).toEqual(rungs.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
        expect([...new Set(rungs)]).toEqual(order.slice(0, order.indexOf(rung ?? 'web_speech') + 1))
        expect(ladder.findIndex(({ passedOver }) => passedOver === null)).toBe(ladder.length - 1)
        expect(ladder.at(-1)).toMatchObject({ rung, sourceId: source?.id ?? null })
      }),
      many,
    )
  })

  it('was tried in catalogs that reach every rung, and in which sources are passed over for every reason', () => {
    const steps = fc.sample(anyCatalog, { seed, numRuns: 3000 }).flatMap((catalog) => ruled(catalog).ladder)
    const seen = new Set(steps.map(inWords))
    const faults = SourceFaultSchema.options
    const passedOver = {
      preferred: ['none', 'missing', 'of another phoneme', 'an example', ...faults],
      native: ['none', ...faults],
      tts: ['none', 'expired', ...faults],
      generated: ['none', 'expired', ...faults],
      expired: ['none'],
      web_speech: [],
    }
    const expected = order.flatMap((rung) => ['answer', ...passedOver[rung]].map((reason) => `${rung}: ${reason}`))
    expect([...seen].toSorted()).toEqual(expected.toSorted())
  })
})

function inWords({ rung, passedOver }: LadderStep): string {
  if (passedOver === null) return `${rung}: answer`
  return `${rung}: ${passedOver.reason === 'fault' ? passedOver.fault : passedOver.reason}`
}
