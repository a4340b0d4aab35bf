import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createContinuity } from '#renderer/audio/continuity.ts'

/** A device that delivers 441 frames every 10 ms, and a worker that reads them a little later; time is counted here. */
function machine({ latencyMs = 0.4, aheadFrames = 441, busyEveryMs = 0, counts = true } = {}) {
  let nowMs = 0
  let lostFrames = 0
  let asked = 0
  let answersLeft = Number.POSITIVE_INFINITY
  const delivered = (atMs: number) => Math.floor(atMs / 10) * 441 + aheadFrames
  const busy = () => (busyEveryMs > 0 && Math.floor(nowMs / busyEveryMs) % 2 === 1 ? 35 : 0)
  const continuity = createContinuity({
    deliveredFrames: () => (counts ? delivered(nowMs) : null),
    framesRead: async () => {
      asked += 1
      if (answersLeft-- <= 0) return null
      nowMs += latencyMs
      const read = Math.floor(Math.max(0, nowMs - latencyMs - busy()) / 10) * 441 - lostFrames
      nowMs += latencyMs
      return read
    },
    wait: async (milliseconds) => {
      nowMs += milliseconds
    },
  })
  return {
    continuity,
    asked: () => asked,
    /** After some more answers there are none. */
    fallSilent: (answers: number) => {
      answersLeft = answers
    },
    pass: (milliseconds: number) => {
      nowMs += milliseconds
    },
    lose: (frames: number) => {
      lostFrames += frames
    },
  }
}

/** All of its looks are made in one turn of the event loop, since time is counted here. */
const baselineTaken = () => new Promise((resolve) => setTimeout(resolve))

describe('the proof that no frame was lost', () => {
  it('claims no loss where there was none, whatever the latency and the load', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          latencyMs: fc.double({ min: 0.05, max: 3, noNaN: true }),
          aheadFrames: fc.integer({ min: 0, max: 2000 }),
          busyEveryMs: fc.constantFrom(0, 30, 70),
        }),
        fc.integer({ min: 100, max: 60_000 }),
        async (parts, takeMs) => {
          const { continuity, pass } = machine(parts)
          pass(1234)
          continuity.begin()
          pass(takeMs)
          expect(await continuity.lostSoFar()).toBe(0)
          pass(takeMs)
          expect(await continuity.lost()).toEqual({ frames: 0, isProven: true })
        },
      ),
    )
  })

  it('claims no more than was lost, whenever it looks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          latencyMs: fc.double({ min: 0.05, max: 3, noNaN: true }),
          aheadFrames: fc.integer({ min: 0, max: 2000 }),
          busyEveryMs: fc.constantFrom(0, 30, 70),
        }),
        fc.array(
          fc.record({ afterMs: fc.integer({ min: 1, max: 3000 }), frames: fc.constantFrom(0, 0, 5, 441, 2000) }),
        ),
        async (parts, losses) => {
          const { continuity, pass, lose } = machine(parts)
          pass(1234)
          continuity.begin()
          await baselineTaken()
          let lost = 0
          for (const { afterMs, frames } of losses) {
            pass(afterMs)
            lose(frames)
            lost += frames
            expect(await continuity.lostSoFar()).toBeLessThanOrEqual(lost)
          }
          expect((await continuity.lost()).frames).toBeLessThanOrEqual(lost)
        },
      ),
    )
  })

  it('tells a loss to the frame', async () => {
    const { continuity, pass, lose } = machine()
    pass(500)
    continuity.begin()
    await baselineTaken()
    pass(700)
    lose(882)
    pass(900)
    expect(await continuity.lost()).toEqual({ frames: 882, isProven: true })
  })

  it('does not hold a loss before the take against it', async () => {
    const { continuity, pass, lose } = machine()
    lose(4410)
    pass(500)
    continuity.begin()
    pass(900)
    expect(await continuity.lost()).toEqual({ frames: 0, isProven: true })
  })

  it('tells every loss while the take goes on, and asks little as long as there is no new one', async () => {
    const { continuity, pass, lose, asked } = machine()
    pass(500)
    continuity.begin()
    await baselineTaken()
    lose(882)
    pass(1000)
    expect(await continuity.lostSoFar()).toBe(882)
    const before = asked()
    pass(1000)
    expect(await continuity.lostSoFar()).toBe(882)
    expect(asked() - before).toBeLessThan(10)
    lose(441)
    pass(1000)
    expect(await continuity.lostSoFar()).toBe(1323)
    expect((await continuity.lost()).frames).toBe(1323)
  })

  it('claims no more than it has proven when the answers stop', async () => {
    const { continuity, pass, lose, fallSilent } = machine({ busyEveryMs: 30 })
    pass(500)
    continuity.begin()
    await baselineTaken()
    lose(882)
    pass(1000)
    expect(await continuity.lostSoFar()).toBe(882)
    lose(441)
    fallSilent(3)
    expect(await continuity.lost()).toEqual({ frames: 882, isProven: false })
  })

  it('proves nothing where the browser keeps no count', async () => {
    const { continuity, pass, lose } = machine({ counts: false })
    pass(500)
    continuity.begin()
    await baselineTaken()
    lose(882)
    pass(1000)
    expect(await continuity.lostSoFar()).toBe(0)
    expect(await continuity.lost()).toEqual({ frames: 0, isProven: false })
  })
})
