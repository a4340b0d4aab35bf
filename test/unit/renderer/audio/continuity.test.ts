import { describe, expect, it } from 'vitest'
import { createContinuity } from '#renderer/audio/continuity.ts'

describe('the proof of continuity', () => {
  it('does not take frames on their way for lost ones', async () => {
    const continuity = createContinuity()
    continuity.observe(4800, 4800)
    const before = continuity.lostFrames
    continuity.observe(9600, 9120)
    const lost = continuity.lostSince(before)
    continuity.observe(14_400, 14_400)
    expect(await lost).toBe(0)
  })

  it('tells frames that nobody read', async () => {
    const continuity = createContinuity()
    continuity.observe(4800, 4800)
    const before = continuity.lostFrames
    continuity.observe(9600, 9120)
    const lost = continuity.lostSince(before)
    for (const delivered of [14_400, 19_200, 24_000, 28_800]) {
      continuity.observe(delivered, delivered - 480)
      await Promise.resolve()
    }
    expect(await lost).toBe(480)
  })

  it('does not blame a take for what was delivered before reading began', async () => {
    const continuity = createContinuity()
    continuity.observe(5000, 4800)
    const before = continuity.lostFrames
    continuity.observe(9800, 9600)
    expect(await continuity.lostSince(before)).toBe(0)
  })

  it('settles when the microphone is gone and no more can be observed', async () => {
    const continuity = createContinuity()
    continuity.observe(4800, 4800)
    const before = continuity.lostFrames
    continuity.observe(9600, 9500)
    const lost = continuity.lostSince(before)
    continuity.end()
    expect(await lost).toBe(100)
  })
})
