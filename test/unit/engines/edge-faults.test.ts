import type { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '#shared/node/engines/engine.ts'
import { endOf, engineFor, eventually, soon, words } from '#test/doubles/edge/ask-edge.ts'
import type { EdgeServiceDouble, Happening } from '#test/doubles/edge/edge-service.ts'
import { openEdgeService } from '#test/doubles/edge/edge-service.ts'
import { isLongRun } from '#test/support/runs.ts'

let service: EdgeServiceDouble
let engine: Engine

async function open() {
  service = await openEdgeService()
  engine = engineFor(service, { concurrency: 1 })
}
async function close() {
  await engine.close()
  await service.close()
}

const host = expect.stringMatching(/^127\.0\.0\.1:\d+$/)
const voiceId = 'en-US-AriaNeural'
const patient = 15_000
const impatient = 600
const late = { code: 'DEADLINE', data: { engine: 'edge', phase: 'speech', deadlineMs: impatient } }
const dropped = { code: 'DROPPED', data: { engine: 'edge', host } }
const crashed = (reason: RegExp) => ({
  code: 'ENGINE_CRASHED',
  data: { engine: 'edge', reason: expect.stringMatching(reason) },
})
const bad = (reason: RegExp) => ({
  code: 'BAD_ANSWER',
  data: { engine: 'edge', host, reason: expect.stringMatching(reason) },
})

const rows: [what: string, happening: Happening, deadlineMs: number, fault: unknown][] = [
  ['accepts and says nothing', 'silent handshake', impatient, late],
  ['is silent after the request', 'silent turn', impatient, late],
  ['trickles and never ends', 'endless trickle', impatient, late],
  ['drops the connection while it opens', 'dropped handshake', patient, dropped],
  ['drops the connection midway', 'dropped midway', patient, dropped],
  ['closes the connection as it opens', 'closed at once', patient, dropped],
  [
    'ends the turn without audio',
    'no audio',
    patient,
    { code: 'NO_AUDIO', data: { engine: 'edge', voiceId, asked: 'ship' } },
  ],
  ['sends a frame with an unknown id', 'unknown id', patient, crashed(/audio/)],
  ['sends a frame without an id', 'missing id', patient, crashed(/null/)],
  ['sends a binary frame of garbage', 'garbage', patient, crashed(/null/)],
  ['sends metadata that nobody asked for', 'unasked metadata', patient, crashed(/null/)],
  ['sends what is no mp3', 'garbled sound', patient, bad(/^not a sound file$/)],
  ['cannot read the request', 'refused text', patient, bad(/^1007 SSML is invalid$/)],
  ['redirects', { status: 302, statusText: 'Found' }, patient, bad(/^HTTP 302$/)],
  [
    'is out of order',
    { status: 500, statusText: 'Internal Server Error' },
    patient,
    { code: 'SERVICE_DOWN', data: { engine: 'edge', host, status: 500 } },
  ],
  [
    'refuses, though the clock is right',
    { status: 403, statusText: 'Forbidden' },
    patient,
    { code: 'REFUSED_BY_SERVICE', data: { engine: 'edge', host, status: 403 } },
  ],
]

// One engine meets them all, one after another: what came before must not show in what comes after.
describe('whatever the service does', () => {
  beforeAll(open)
  afterAll(close)

  it.each(rows)('a service that %s costs that request, and the next one is spoken', async (_, happening, ms, fault) => {
    service.meet(happening)
    const first = endOf(engine.speak(words('ship'), { deadlineMs: ms }))
    const next = endOf(engine.speak(words('sheep'), soon))
    expect(await first).toEqual(fault)
    expect(await next).toBe('sheep')
    expect(service.asked.splice(0).filter((kind) => kind === 'connect')).toHaveLength(2)
    await expect.poll(() => service.openConnections(), eventually).toBe(0)
  })
})

describe('an engine of its own', () => {
  beforeEach(open)
  afterEach(close)

  it('a stray frame after the end may cost its own request, but never the one after it', async () => {
    for (let i = 0; i < (isLongRun ? 5 : 2); i++) {
      service.meet('stray frame')
      const [first, next] = await Promise.all(['ship', 'sheep'].map((word) => endOf(engine.speak(words(word), soon))))
      expect(['ship', expect.objectContaining(crashed(/audio/))]).toContainEqual(first)
      expect(next).toBe('sheep')
    }
  })

  it('a service that is slow, silent or deaf costs connections, and no thread', async () => {
    const threads: Worker[] = []
    const onThread = (thread: Worker) => void threads.push(thread)
    process.on('worker', onThread)
    for (const happening of ['silent handshake', 'silent turn', 'endless trickle', 'deaf turn'] as const) {
      service.meet(happening)
      // The first has its thread to start, too.
      const deadlineMs = threads.length === 0 ? 2_000 : impatient
      expect(await endOf(engine.speak(words('ship'), { deadlineMs }))).toMatchObject({ code: 'DEADLINE' })
    }
    expect(await endOf(engine.speak(words('ship'), soon))).toBe('ship')
    expect(threads).toHaveLength(1)
    process.off('worker', onThread)
  })

  it('a slow trickle that ends in time is a whole clip', async () => {
    service.meet('trickle')
    expect(await endOf(engine.speak(words('sheep'), soon))).toBe('sheep')
  })

  it('a service that cannot be reached is told as no network, and spoken to when it is back', async () => {
    await service.goAway()
    expect(await endOf(engine.speak(words('ship'), soon))).toEqual({
      code: 'NO_NETWORK',
      data: { engine: 'edge', host, reason: 'ECONNREFUSED' },
    })
    await service.comeBack()
    expect(await endOf(engine.speak(words('ship'), soon))).toBe('ship')
  })

  it('a host that no name server knows is told as no network', async () => {
    const nowhere = engineFor({ endpoint: 'https://speech.invalid/readaloud' })
    expect(await endOf(nowhere.speak(words('ship'), soon))).toEqual({
      code: 'NO_NETWORK',
      data: { engine: 'edge', host: 'speech.invalid', reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) },
    })
    await nowhere.close()
  })

  it('a host that speaks no TLS where it should is a bad answer', async () => {
    const plain = engineFor({ endpoint: service.endpoint.replace('http:', 'https:') })
    expect(await endOf(plain.speak(words('ship'), soon))).toMatchObject({ code: 'BAD_ANSWER' })
    await plain.close()
  })

  describe('a clock that is wrong', () => {
    it.each([17, -12, 600])(
      'by %i minutes is told in minutes, and once set right the voice speaks',
      async (minutes) => {
        service.minutesAhead = minutes
        expect(await endOf(engine.speak(words('ship'), soon))).toEqual({
          code: 'CLOCK_OFF',
          data: { engine: 'edge', minutes: Math.abs(minutes) },
        })
        service.minutesAhead = 0
        expect(await endOf(engine.speak(words('ship'), soon))).toBe('ship')
      },
    )

    it('is not blamed when the difference is small', async () => {
      service.minutesAhead = 4
      service.meet({ status: 403, statusText: 'Forbidden' })
      expect(await endOf(engine.speak(words('ship'), soon))).toMatchObject({ code: 'REFUSED_BY_SERVICE' })
    })
  })

  describe('a service that has too much to do', () => {
    const busy = { status: 429, statusText: 'Too Many Requests' }
    const unavailable = { status: 503, statusText: 'Service Unavailable' }

    it('is asked again after a while', async () => {
      service.meet(busy, unavailable)
      expect(await endOf(engine.speak(words('ship'), soon))).toBe('ship')
      expect(service.asked).toEqual(['connect', 'connect', 'connect'])
    })

    it.each([
      [busy, { code: 'TOO_MANY_REQUESTS', data: { engine: 'edge', host } }],
      [unavailable, { code: 'SERVICE_DOWN', data: { engine: 'edge', host, status: 503 } }],
    ])('is given up when the deadline comes before another attempt (%j)', async (status, fault) => {
      service.meet(...Array.from({ length: 20 }, () => status))
      expect(await endOf(engine.speak(words('ship'), { deadlineMs: 4_000 }))).toEqual(fault)
      expect(service.asked.length).toBeLessThan(9)
    })

    it('is not asked again once the request is cancelled', async () => {
      service.meet(busy)
      const caller = new AbortController()
      const cancelled = endOf(engine.speak(words('ship'), { deadlineMs: 60_000, signal: caller.signal }))
      await expect.poll(() => service.asked.length, eventually).toBe(1)
      caller.abort()
      expect(await cancelled).toMatchObject({ code: 'CANCELLED' })
      expect(await endOf(engine.speak(words('ship'), soon))).toBe('ship')
      expect(service.asked).toEqual(['connect', 'connect'])
    })
  })
})
