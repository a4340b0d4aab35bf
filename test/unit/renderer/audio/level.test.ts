import { describe, expect, it } from 'vitest'
import { levelOf } from '#renderer/audio/level.ts'
import { createPeakHold } from '#renderer/audio/peak-hold.ts'

describe('levels', () => {
  it('of a full-scale sine are 0 dBFS peak and −3.01 dBFS RMS', () => {
    const sine = Float32Array.from({ length: 48_000 }, (_, index) => Math.sin((2 * Math.PI * 100 * index) / 48_000))
    const { peakDbfs, rmsDbfs } = levelOf(sine)
    expect(peakDbfs).toBeCloseTo(0, 3)
    expect(rmsDbfs).toBeCloseTo(-3.01, 2)
  })

  it('of digital silence are −∞, and of nothing too', () => {
    expect(levelOf(new Float32Array(10)).peakDbfs).toBe(Number.NEGATIVE_INFINITY)
    expect(levelOf(new Float32Array(0)).rmsDbfs).toBe(Number.NEGATIVE_INFINITY)
  })
})

describe('the meter', () => {
  const at = (amplitude: number) => levelOf(Float32Array.of(amplitude))

  it('holds a peak for a moment and then lets it fall', () => {
    const hold = createPeakHold()
    hold(at(1), 0)
    expect(hold(at(0), 1000).heldPeakDbfs).toBeCloseTo(0)
    expect(hold(at(0), 2200).heldPeakDbfs).toBeCloseTo(-20)
  })

  it('shows that full scale was reached long enough to be seen, and no longer', () => {
    const hold = createPeakHold()
    expect(hold(at(1), 0).clipped).toBe(true)
    expect(hold(at(0.1), 2900).clipped).toBe(true)
    expect(hold(at(0.1), 3100).clipped).toBe(false)
  })
})
