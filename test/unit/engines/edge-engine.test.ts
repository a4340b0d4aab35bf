import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Engine } from '#shared/node/engines/engine.ts'
import { requestHash } from '#shared/node/engines/request-hash.ts'
import { endOf, engineFor, eventually, soon, words } from '#test/doubles/edge/ask-edge.ts'
import type { EdgeServiceDouble } from '#test/doubles/edge/edge-service.ts'
import { openEdgeService } from '#test/doubles/edge/edge-service.ts'

let service: EdgeServiceDouble
let engine: Engine
let offline = false

beforeEach(async () => {
  offline = false
  service = await openEdgeService()
  engine = engineFor(service, { isOffline: () => offline })
})
afterEach(async () => {
  await engine.close()
  await service.close()
})

it('a word comes back as sound, with its provenance', async () => {
  const request = words('sheep')
  const speech = await engine.speak(request, soon)
  expect(speech).toMatchObject({
    sampleRateHz: 24_000,
    engine: 'msedge-tts',
    engineVersion: '2.0.7',
    requestHash: requestHash(request),
  })
  expect(speech.spokenIpa).toBeUndefined()
  expect(speech.samples.length / speech.sampleRateHz).toBeCloseTo(0.6, 1)
  expect(Math.max(...speech.samples)).toBeGreaterThan(0.1)
})

it('what is asked for unless a person asks otherwise: Aria, thirty percent slower, as good as the service gives it', async () => {
  await engine.speak(words('ship'), soon)
  expect(service.heard).toEqual([
    {
      text: 'ship',
      voiceId: 'en-US-AriaNeural',
      locale: 'en-US',
      rate: '-30%',
      pitch: '+0%',
      volume: '+0%',
      outputFormat: 'audio-24khz-96kbitrate-mono-mp3',
    },
  ])
})

it('voice, rate, pitch and volume reach the service as they were set', async () => {
  const set = { voiceId: 'en-GB-SoniaNeural', ratePercent: 12.5, pitchPercent: -8, volumePercent: 40 }
  await engine.speak(words('ship', set), soon)
  expect(service.heard[0]).toMatchObject({
    voiceId: 'en-GB-SoniaNeural',
    locale: 'en-GB',
    rate: '+12.5%',
    pitch: '-8%',
    volume: '+40%',
  })
})

it.each([
  ['salt & pepper', 'salt & pepper'],
  ['fish &amp; chips', 'fish &amp; chips'],
  ['a < b > c', 'a < b > c'],
  ['</prosody><break time="3s"/>', '</prosody><break time="3s"/>'],
  ['“cafe\u0301” it’s', '“café” it’s'],
  ['hot\u0000dog \ud800', 'hot dog \ufffd'],
])('text is only text to the service: %j', async (text, arrived) => {
  await endOf(engine.speak(words(text), soon))
  expect(service.heard.map(({ text }) => text)).toEqual([arrived])
})

it('requests made together are each answered with their own word', async () => {
  const asked = Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? 'sheep' : 'ship'))
  service.meet(...asked.map(() => 'trickle' as const))
  expect(await Promise.all(asked.map((word) => endOf(engine.speak(words(word), soon))))).toEqual(asked)
})

it('four requests are under way at once; a fifth waits until one of them is over', async () => {
  service.meet('silent turn', 'silent turn', 'silent turn', 'silent turn')
  const callers = Array.from({ length: 4 }, () => new AbortController())
  const silent = callers.map(({ signal }) => endOf(engine.speak(words('ship'), { deadlineMs: 60_000, signal })))
  const fifth = endOf(engine.speak(words('sheep'), soon))
  await expect.poll(() => service.heard.length, eventually).toBe(4)
  expect(service.asked).toHaveLength(4)
  callers[2]?.abort()
  expect(await fifth).toBe('sheep')
  for (const caller of callers) caller.abort()
  expect(await Promise.all(silent)).toEqual(Array(4).fill(expect.objectContaining({ code: 'CANCELLED' })))
})

it('a request cancelled while it is spoken hangs up, and its thread serves the next one', async () => {
  const single = engineFor(service, { concurrency: 1 })
  const threads: Worker[] = []
  const onThread = (thread: Worker) => void threads.push(thread)
  process.on('worker', onThread)
  service.meet('silent turn')
  const caller = new AbortController()
  const cancelled = endOf(single.speak(words('ship'), { ...soon, signal: caller.signal }))
  await once(service.arrivals, 'speech')
  caller.abort()
  expect(await cancelled).toEqual({ code: 'CANCELLED', data: { engine: 'edge', by: 'caller' } })
  await expect.poll(() => service.openConnections(), eventually).toBe(0)
  expect(await endOf(single.speak(words('sheep'), soon))).toBe('sheep')
  expect(threads).toHaveLength(1)
  process.off('worker', onThread)
  await single.close()
})

it('a request cancelled in line never reaches the service', async () => {
  const single = engineFor(service, { concurrency: 1 })
  const caller = new AbortController()
  const first = endOf(single.speak(words('ship'), soon))
  const inLine = endOf(single.speak(words('never said'), { ...soon, signal: caller.signal }))
  caller.abort()
  expect(await inLine).toMatchObject({ code: 'CANCELLED' })
  expect(await first).toBe('ship')
  expect(service.heard.map(({ text }) => text)).toEqual(['ship'])
  await single.close()
})

it('while offline is chosen nothing is asked, not even a name server: no thread is begun that could', async () => {
  offline = true
  const threads: Worker[] = []
  const onThread = (thread: Worker) => void threads.push(thread)
  process.on('worker', onThread)
  expect(await endOf(engine.speak(words('ship'), soon))).toEqual({ code: 'OFFLINE_CHOSEN', data: { engine: 'edge' } })
  expect((await engine.listVoices()).length).toBeGreaterThan(0)
  // Node tells of a new thread only at the end of its turn.
  await setImmediate()
  expect(threads).toEqual([])
  expect(service.asked).toEqual([])
  offline = false
  expect(await endOf(engine.speak(words('ship'), soon))).toBe('ship')
  process.off('worker', onThread)
})

it('while offline is chosen a request is refused at once, however many are in line, and none of them is sent', async () => {
  const single = engineFor(service, { concurrency: 1, isOffline: () => offline })
  service.meet('silent turn')
  const caller = new AbortController()
  const underWay = endOf(single.speak(words('ship'), { deadlineMs: 60_000, signal: caller.signal }))
  const inLine = endOf(single.speak(words('ship'), { deadlineMs: 60_000 }))
  await once(service.arrivals, 'speech')
  offline = true
  const late = endOf(single.speak(words('ship'), { deadlineMs: 60_000 }))
  expect(await Promise.race([late, setImmediate('not at once')])).toMatchObject({ code: 'OFFLINE_CHOSEN' })
  caller.abort()
  expect(await underWay).toMatchObject({ code: 'CANCELLED' })
  expect(await inLine).toMatchObject({ code: 'OFFLINE_CHOSEN' })
  expect(service.asked).toEqual(['connect'])
  await single.close()
})

it('when offline is chosen meanwhile, what is under way hangs up and what is in line is not sent', async () => {
  const single = engineFor(service, { concurrency: 1, isOffline: () => offline })
  service.meet('silent turn')
  const underWay = endOf(single.speak(words('ship'), { deadlineMs: 60_000 }))
  const inLine = endOf(single.speak(words('ship'), { deadlineMs: 60_000 }))
  await once(service.arrivals, 'speech')
  offline = true
  expect(await underWay).toEqual({ code: 'OFFLINE_CHOSEN', data: { engine: 'edge' } })
  expect(await inLine).toEqual({ code: 'OFFLINE_CHOSEN', data: { engine: 'edge' } })
  await expect.poll(() => service.openConnections(), eventually).toBe(0)
  expect(service.asked).toEqual(['connect'])
  await single.close()
})
