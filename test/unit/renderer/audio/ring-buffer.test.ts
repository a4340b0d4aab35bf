import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRingBuffer } from '#renderer/audio/ring-buffer.ts'

describe('the ring buffer', () => {
  it('holds the newest samples in the order in which they came, however they are split', () => {
    const parts = fc.array(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 40 }), { maxLength: 12 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), parts, (capacity, chunks) => {
        const ring = createRingBuffer(capacity)
        for (const chunk of chunks) ring.write(Float32Array.from(chunk))
        const newest = capacity === 0 ? [] : chunks.flat().slice(-capacity)
        expect([...ring.drain()]).toEqual(newest)
      }),
    )
  })

  it('is empty after it was drained', () => {
    const ring = createRingBuffer(4)
    ring.write(Float32Array.of(1, 2, 3))
    ring.drain()
    expect(ring.length).toBe(0)
    ring.write(Float32Array.of(9))
    expect([...ring.drain()]).toEqual([9])
  })
})
