import { execFile } from 'node:child_process'
import { getEventListeners } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Worker } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import type { Engine, SpeechRequest } from '#shared/node/engines/engine.ts'
import { requestHash } from '#shared/node/engines/request-hash.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import { createWorkerEngine } from '#shared/node/engines/worker-engine.ts'

const opened: Engine[] = []

function open(worker = 'misbehaving-worker', options: { lanes?: number; startDeadlineMs?: number } = {}): Engine {
  const engine = createWorkerEngine({
    id: worker,
    requestKinds: ['text'],
    workerUrl: new URL(`./workers/${worker}.ts`, import.meta.url),
    cancelGraceMs: 50,
    ...options,
  })
  opened.push(engine)
  return engine
}

function say(text: string): SpeechRequest {
  return { kind: 'text', voiceId: 'one', text, ratePercent: 0, pitchPercent: 0 }
}

async function faultOf(speech: Promise<unknown>): Promise<SpeechFault['fault']> {
  const error = await speech.then(
    () => expect.fail('spoke, though it should have been refused'),
    (error: unknown) => error,
  )
  if (!(error instanceof SpeechFault)) throw error
  return error.fault
}

const soon = { deadlineMs: 10_000 }

afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.close()))
})

it('an engine that hangs is ended at its deadline, and the next request is spoken by a fresh one', async () => {
  const engine = open()
  const before = await engine.speak(say('hello'), soon)
  expect(await faultOf(engine.speak(say('hang'), { deadlineMs: 100 }))).toEqual({
    code: 'DEADLINE',
    data: { engine: 'misbehaving-worker', phase: 'speech', deadlineMs: 100 },
  })
  const after = await engine.speak(say('hello'), soon)
  expect(after.engineVersion).not.toBe(before.engineVersion)
})

it('a request that waits in line behind a hang keeps its own deadline whole', async () => {
  const engine = open()
  const hanging = faultOf(engine.speak(say('hang'), { deadlineMs: 1_500 }))
  const waiting = engine.speak(say('hello'), { deadlineMs: 1_000 })
  expect((await hanging).code).toBe('DEADLINE')
  await expect(waiting).resolves.toMatchObject({ engine: 'misbehaving' })
})

it('an engine that never answers, without hanging, meets its deadline too', async () => {
  const engine = open()
  expect((await faultOf(engine.speak(say('wait for ever'), { deadlineMs: 50 }))).code).toBe('DEADLINE')
  await expect(engine.speak(say('hello'), soon)).resolves.toMatchObject({ sampleRateHz: 8000 })
})

it.each([
  ['throw', 'a fault of the library'],
  ['throw uncaught', 'thrown out of a callback'],
  ['reject unhandled', 'rejected and forgotten'],
  ['exit', 'code 3'],
  ['eat memory', 'memory'],
])('«%s» in the engine costs that request and no other', async (misdeed, reason) => {
  const engine = open()
  const first = engine.speak(say('hello'), soon)
  const crashing = faultOf(engine.speak(say(misdeed), soon))
  const last = engine.speak(say('hello'), soon)
  await expect(first).resolves.toMatchObject({ engine: 'misbehaving' })
  expect(await crashing).toEqual({
    code: 'ENGINE_CRASHED',
    data: { engine: 'misbehaving-worker', reason: expect.stringContaining(reason) },
  })
  await expect(last).resolves.toMatchObject({ engine: 'misbehaving' })
})

it('an engine that dies while nobody asks anything of it costs nothing', async () => {
  const engine = open()
  const { promise: death, resolve } = Promise.withResolvers<void>()
  process.once('worker', (worker: Worker) => worker.once('exit', () => resolve()))
  await engine.speak(say('die after answering'), soon)
  await death
  await expect(engine.speak(say('hello'), { deadlineMs: 2_000 })).resolves.toMatchObject({ engine: 'misbehaving' })
})

it('a refusal comes with its data and leaves the engine standing', async () => {
  const engine = open()
  const before = await engine.speak(say('hello'), soon)
  expect(await faultOf(engine.speak(say('refuse'), soon))).toEqual({
    code: 'UNKNOWN_VOICE',
    data: { engine: 'misbehaving', voiceId: 'one' },
  })
  const after = await engine.speak(say('hello'), soon)
  expect(after.engineVersion).toBe(before.engineVersion)
})

it('an engine that hangs while starting is given up, and says so', async () => {
  const engine = open('never-ready-worker', { startDeadlineMs: 300 })
  expect(await faultOf(engine.speak(say('hello'), soon))).toEqual({
    code: 'DEADLINE',
    data: { engine: 'never-ready-worker', phase: 'start', deadlineMs: 300 },
  })
})

it('an engine that cannot start fails each request with its reason, and the file that is missing by name', async () => {
  expect(await faultOf(open('stillborn-worker').speak(say('hello'), soon))).toMatchObject({
    code: 'ENGINE_CRASHED',
    data: { reason: 'no voice data' },
  })
  expect(await faultOf(open('absent-worker').speak(say('hello'), soon))).toMatchObject({
    code: 'ENGINE_CRASHED',
    data: { reason: expect.stringContaining('absent-worker.ts') },
  })
})

it('a request cancelled while it is spoken ends at once, and an engine that heeds it stays', async () => {
  const engine = open()
  const before = await engine.speak(say('hello'), soon)
  const caller = new AbortController()
  const cancelled = faultOf(engine.speak(say('wait until cancelled'), { ...soon, signal: caller.signal }))
  caller.abort()
  expect(await cancelled).toEqual({ code: 'CANCELLED', data: { engine: 'misbehaving-worker', by: 'caller' } })
  const after = await engine.speak(say('hello'), soon)
  expect(after.engineVersion).toBe(before.engineVersion)
})

it('an engine that does not heed a cancel is replaced after a short grace', async () => {
  const engine = open()
  const before = await engine.speak(say('hello'), soon)
  const caller = new AbortController()
  const cancelled = faultOf(engine.speak(say('hang'), { deadlineMs: 60_000, signal: caller.signal }))
  caller.abort()
  expect((await cancelled).code).toBe('CANCELLED')
  const after = await engine.speak(say('hello'), soon)
  expect(after.engineVersion).not.toBe(before.engineVersion)
})

it('a request cancelled in line, or before it is made, is never spoken and holds nobody up', async () => {
  const engine = open()
  const caller = new AbortController()
  const first = engine.speak(say('hello'), soon)
  const inLine = faultOf(engine.speak(say('hang'), { deadlineMs: 60_000, signal: caller.signal }))
  const last = engine.speak(say('hello'), soon)
  caller.abort()
  expect((await inLine).code).toBe('CANCELLED')
  expect((await faultOf(engine.speak(say('hang'), { deadlineMs: 60_000, signal: caller.signal }))).code).toBe(
    'CANCELLED',
  )
  expect((await last).engineVersion).toBe((await first).engineVersion)
})

it('two lanes speak two requests at once: one that waits for ever does not hold up the other', async () => {
  const engine = open('misbehaving-worker', { lanes: 2 })
  const caller = new AbortController()
  const waiting = faultOf(engine.speak(say('wait for ever'), { deadlineMs: 60_000, signal: caller.signal }))
  await expect(engine.speak(say('hello'), soon)).resolves.toMatchObject({ engine: 'misbehaving' })
  caller.abort()
  expect((await waiting).code).toBe('CANCELLED')
})

it('a signal that outlives many requests gathers no listeners', async () => {
  const engine = open()
  const { signal } = new AbortController()
  for (let i = 0; i < 20; i++) await engine.speak(say('hello'), { ...soon, signal })
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})

it('closing refuses what is under way, in line and later, leaves no thread, and can be done twice', async () => {
  const engine = open()
  const threads = new Set<Worker>()
  const onThread = (thread: Worker) => {
    threads.add(thread)
    thread.once('exit', () => threads.delete(thread))
  }
  process.on('worker', onThread)
  await engine.speak(say('hello'), soon)
  expect(threads.size).toBe(1)
  const underWay = faultOf(engine.speak(say('hang'), soon))
  const inLine = faultOf(engine.speak(say('hello'), soon))
  await engine.close()
  const later = faultOf(engine.speak(say('hello'), soon))
  // Node tells of a new thread only at the end of its turn.
  await setImmediate()
  expect(threads.size).toBe(0)
  await engine.close()
  for (const fault of [await underWay, await inLine, await later]) {
    expect(fault).toEqual({ code: 'CANCELLED', data: { engine: 'misbehaving-worker', by: 'close' } })
  }
  process.off('worker', onThread)
})

it('voices are listed, and every speech tells the hash of what was asked', async () => {
  const engine = open()
  expect(await engine.listVoices()).toEqual([{ id: 'one', language: 'en-US', name: 'One' }])
  expect((await engine.speak(say('hello'), soon)).requestHash).toBe(requestHash(say('hello')))
})

it.each(['close', 'close while it speaks', 'leave', 'leave after a crash'])(
  'a program that uses an engine ends by itself: «%s»; what a library prints never reaches its stdout',
  async (ending) => {
    const program = new URL('./programs/speak-and-end.ts', import.meta.url)
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(program), ending], {
      timeout: 15_000,
    })
    expect(stdout).toBe('spoken\n')
  },
)
