import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createQueue } from '#shared/node/queue/run-queue.ts'
import type { SpeakJob } from '#shared/node/queue/speak-job.ts'
import { storeOf } from './a-store.ts'

class Passing extends Error {}

/** A clock and alarms that go on only when nothing else can. */
function time() {
  let nowMs = Date.parse('2026-11-21T00:00:00.000Z')
  let alarms: { at: number; act: () => void }[] = []
  return {
    clock: () => new Date(nowMs),
    later: (milliseconds: number, act: () => void) => {
      const alarm = { at: nowMs + milliseconds, act }
      alarms.push(alarm)
      return () => void (alarms = alarms.filter((other) => other !== alarm))
    },
    ring: () => {
      const [next] = alarms.toSorted((a, b) => a.at - b.at)
      if (next === undefined) return false
      alarms = alarms.filter((other) => other !== next)
      nowMs = Math.max(nowMs, next.at)
      next.act()
      return true
    },
  }
}

type Perform = (job: SpeakJob, signal: AbortSignal) => Promise<void>

function queueOf(held: ReturnType<typeof storeOf>, perform: Perform, lanes: Record<string, number> = { espeak: 2 }) {
  const { clock, later, ring } = time()
  const seen: string[] = []
  const troubles: unknown[] = []
  const queue = createQueue({
    store: held.store,
    lanes: new Map(Object.entries(lanes)),
    perform,
    judge: (error) => ({ failure: { code: String(error), data: {} }, mayPass: error instanceof Passing }),
    onChange: (job, state) => void seen.push(`${job.id} ${state}`),
    onTrouble: (error) => void troubles.push(error),
    clock,
    later,
    random: () => 0.5,
  })
  /** Until nothing more would ever happen. */
  const settle = async () => {
    do for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    while (ring())
  }
  return { queue, settle, seen, troubles }
}

it('what a person waits for goes first, then the older', async () => {
  const held = storeOf([{ id: 'a' }, { id: 'b' }, { id: 'urgent', priority: 10 }])
  const order: string[] = []
  const { queue, settle } = queueOf(held, async ({ id }) => void order.push(id), { espeak: 1 })
  queue.wake()
  await settle()
  expect(order).toEqual(['urgent', 'a', 'b'])
})

it('never more of an engine’s jobs run at once than it has lanes, and another engine does not wait for them', async () => {
  const held = storeOf([...Array.from({ length: 9 }, () => ({})), { id: 'other', engine: 'edge' }])
  let now = 0
  let most = 0
  const perform: Perform = async ({ engine }) => {
    if (engine !== 'espeak') return
    most = Math.max(most, (now += 1))
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
  }
  const { queue, settle, seen } = queueOf(held, perform, { espeak: 3, edge: 1 })
  queue.wake()
  await settle()
  expect(most).toBe(3)
  expect(held.held.every(({ state }) => state === 'done')).toBe(true)
  expect(seen.indexOf('other done')).toBeLessThan(seen.lastIndexOf('job-8 done'))
})

it('passing trouble is tried again and every clip is made once, whatever fails in between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(5), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      async (failuresOfEach, lanes, slow) => {
        const held = storeOf(
          failuresOfEach.map(() => ({})),
          { slow },
        )
        const made: string[] = []
        const perform: Perform = async ({ id, attempts }) => {
          await Promise.resolve()
          if (attempts <= (failuresOfEach[Number(id.slice(4))] ?? 0)) throw new Passing()
          made.push(id)
        }
        const { queue, settle, troubles } = queueOf(held, perform, { espeak: lanes })
        queue.wake()
        await settle()
        expect(made.toSorted()).toEqual(held.held.map(({ id }) => id).toSorted())
        expect(troubles).toEqual([])
      },
    ),
    { numRuns: 40 },
  )
})

it('a job that keeps failing ends as failed with its last reason, after six tries', async () => {
  const held = storeOf([{}])
  let tries = 0
  const perform: Perform = () => {
    tries += 1
    return Promise.reject(new Passing('no answer'))
  }
  const { queue, settle } = queueOf(held, perform)
  queue.wake()
  await settle()
  expect(tries).toBe(6)
  expect(held.held[0]).toMatchObject({ state: 'failed', failure: 'Error: no answer' })
})

it('what would fail the same way again is not tried again', async () => {
  const held = storeOf([{}])
  const { queue, settle } = queueOf(held, () => Promise.reject(new Error('no such voice')))
  queue.wake()
  await settle()
  expect(held.held[0]).toMatchObject({ state: 'failed', attempts: 1 })
})

it('a paused queue begins nothing, and goes on when resumed', async () => {
  const held = storeOf([{}, {}])
  const { queue, settle } = queueOf(held, () => Promise.resolve())
  queue.setPaused(true)
  queue.wake()
  await settle()
  expect(held.held.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  queue.setPaused(false)
  await settle()
  expect(held.held.map(({ state }) => state)).toEqual(['done', 'done'])
})

const untilStopped: Perform = (_, signal) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))

it('a cancelled job is cancelled and not failed; the others go on', async () => {
  const held = storeOf([{ id: 'a' }, { id: 'b' }])
  const { queue, settle } = queueOf(held, (job, signal) =>
    job.id === 'a' ? untilStopped(job, signal) : Promise.resolve(),
  )
  queue.wake()
  await settle()
  queue.stop(new Set(['a']))
  await settle()
  expect(held.held.map(({ state }) => state)).toEqual(['cancelled', 'done'])
})

it('what runs when the studio closes waits for its next start, and nothing else is begun', async () => {
  const held = storeOf([{ id: 'a' }, { id: 'b' }])
  const { queue, settle } = queueOf(held, untilStopped, { espeak: 1 })
  queue.wake()
  await settle()
  await queue.close()
  queue.wake()
  await settle()
  expect(held.held.map(({ state, failure }) => ({ state, failure }))).toEqual([
    { state: 'waiting', failure: null },
    { state: 'waiting', failure: null },
  ])
})

it('a job put in at any moment is found, even while the last lane is going to rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(8), { minLength: 1, maxLength: 12 }), fc.boolean(), async (pauses, slow) => {
      const held = storeOf([], { slow })
      const { queue, settle } = queueOf(held, () => Promise.resolve(), { espeak: 1 })
      queue.wake()
      for (const turns of pauses) {
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
        held.put({})
        queue.wake()
      }
      await settle()
      expect(held.held.map(({ state }) => state)).toEqual(pauses.map(() => 'done'))
    }),
    { numRuns: 200 },
  )
})

it('a store that fails is told once and looked at again after a while, and loses no job', async () => {
  const held = storeOf([{}])
  const full = new Error('disk full')
  let isFull = true
  const claim = held.store.claim.bind(held.store)
  let looks = 0
  held.store.claim = (engine, now) => {
    looks += 1
    if (looks === 3) isFull = false
    if (isFull) throw full
    return claim(engine, now)
  }
  const { queue, settle, troubles } = queueOf(held, () => Promise.resolve(), { espeak: 1 })
  queue.wake()
  await settle()
  expect(troubles).toEqual([full])
  expect(held.held[0]?.state).toBe('done')
})

it('a clip that was made while the store could not say so is not made a second time', async () => {
  const held = storeOf([{}, {}])
  const end = held.store.end.bind(held.store)
  let refusals = 2
  held.store.end = (...asked) => {
    if (refusals > 0 && (refusals -= 1) >= 0) throw new Error('disk full')
    return end(...asked)
  }
  const made: string[] = []
  const { queue, settle, troubles } = queueOf(held, async ({ id }) => void made.push(id), { espeak: 1 })
  queue.wake()
  await settle()
  expect(made).toEqual(['job-0', 'job-1'])
  expect(held.held.map(({ state }) => state)).toEqual(['done', 'done'])
  expect(troubles).toHaveLength(1)
})

it('a job that is cancelled while a slow store hands it out is not made', async () => {
  const held = storeOf([{ id: 'a' }, { id: 'b' }], { slow: true })
  const made: string[] = []
  const { queue, settle } = queueOf(held, async ({ id }) => void made.push(id), { espeak: 1 })
  const claim = held.store.claim.bind(held.store)
  held.store.claim = (engine, now) => {
    const handedOut = claim(engine, now)
    queue.stop(new Set(['a']))
    return handedOut
  }
  queue.wake()
  await settle()
  expect(made).toEqual(['b'])
  expect(held.held.map(({ state }) => state)).toEqual(['cancelled', 'done'])
})
