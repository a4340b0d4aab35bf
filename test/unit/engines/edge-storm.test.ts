import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Engine } from '#shared/node/engines/engine.ts'
import { endOf, engineFor, eventually, soon, words } from '#test/doubles/edge/ask-edge.ts'
import type { EdgeServiceDouble, Happening } from '#test/doubles/edge/edge-service.ts'
import { openEdgeService } from '#test/doubles/edge/edge-service.ts'

const long = process.env['PHONEME_STUDIO_LONG'] !== undefined
const storms = long ? 60 : 6

let service: EdgeServiceDouble
let engine: Engine
const escaped: unknown[] = []
const onEscaped = (error: unknown) => void escaped.push(error)

beforeAll(async () => {
  service = await openEdgeService()
  engine = engineFor(service, { concurrency: 4 })
  process.on('uncaughtExceptionMonitor', onEscaped)
  process.on('unhandledRejection', onEscaped)
})
afterAll(async () => {
  process.off('uncaughtExceptionMonitor', onEscaped)
  process.off('unhandledRejection', onEscaped)
  await engine.close()
  await service.close()
})

const happening = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Happening>('well', 'trickle') },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Happening>(
      'silent handshake',
      'silent turn',
      'endless trickle',
      'dropped handshake',
      'dropped midway',
      'closed at once',
      'no audio',
      'unknown id',
      'missing id',
      'garbage',
      'unasked metadata',
      'garbled sound',
      'refused text',
      'stray frame',
      { status: 403, statusText: 'Forbidden' },
      { status: 429, statusText: 'Too Many Requests' },
      { status: 500, statusText: 'Internal Server Error' },
      { status: 503, statusText: 'Service Unavailable' },
    ),
  },
)

const asked = fc.record({
  word: fc.constantFrom('ship', 'sheep'),
  deadlineMs: fc.integer({ min: 300, max: 1_500 }),
  /** When the caller thinks better of it, if at all. */
  cancelAfterMs: fc.option(fc.integer({ min: 0, max: 600 }), { freq: 4 }),
})

const declared =
  /^(?:DEADLINE|CANCELLED|DROPPED|NO_AUDIO|ENGINE_CRASHED|BAD_ANSWER|REFUSED_BY_SERVICE|TOO_MANY_REQUESTS|SERVICE_DOWN)$/

it(`in ${storms} storms of faults each request ends with its own word or a declared fault, and then all is well`, {
  timeout: storms * 20_000,
}, async () => {
  const seed = Date.now() & 0x7fff_ffff
  process.stdout.write(`storms of seed ${seed}\n`)
  const storm = fc.record({
    happenings: fc.array(happening, { minLength: 4, maxLength: 16 }),
    requests: fc.array(asked, { minLength: 4, maxLength: 12 }),
  })
  await fc.assert(
    fc.asyncProperty(storm, async ({ happenings, requests }) => {
      service.meet(...happenings)
      const ends = await Promise.all(
        requests.map(({ word, deadlineMs, cancelAfterMs }) => {
          const signal = cancelAfterMs === null ? undefined : AbortSignal.timeout(cancelAfterMs)
          return endOf(engine.speak(words(word), signal ? { deadlineMs, signal } : { deadlineMs }))
        }),
      )
      const wrong = ends.filter((end, i) =>
        typeof end === 'string' ? end !== requests[i]?.word : !declared.test(end.code),
      )
      expect(wrong).toEqual([])
      service.calm()
      const after = ['ship', 'sheep', 'ship', 'sheep', 'sheep']
      expect(await Promise.all(after.map((word) => endOf(engine.speak(words(word), soon))))).toEqual(after)
      await expect.poll(() => service.openConnections(), eventually).toBe(0)
      expect(escaped).toEqual([])
    }),
    { seed, numRuns: storms, endOnFailure: true },
  )
})
