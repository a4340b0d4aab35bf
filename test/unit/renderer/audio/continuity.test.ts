import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createContinuity } from '#renderer/audio/continuity.ts'

/** A device that delivers 441 frames every 10 ms, and a worker that reads them a little later; time is counted here. */
function machine({ latencyMs = 0.4, aheadFrames = 441, busyEveryMs = 0 } = {}) {
  let nowMs = 0
  let lostFrames = 0
  const delivered = (atMs: number) => Math.floor(atMs / 10) * 441 + aheadFrames
  const busy = () => (busyEveryMs > 0 && Math.floor(nowMs / busyEveryMs) % 2 === 1 ? 35 : 0)
  const continuity = createContinuity({
    deliveredFrames: () => delivered(nowMs),
    framesRead: async () => {
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
          expect(await continuity.lost()).toBe(0)
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
    expect(await continuity.lost()).toBe(882)
  })

  it('does not hold a loss before the take against it', async () => {
    const { continuity, pass, lose } = machine()
    lose(4410)
    pass(500)
    continuity.begin()
    pass(900)
    expect(await continuity.lost()).toBe(0)
  })
})
