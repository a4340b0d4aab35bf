import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TakeExtent, TakeShape } from '#renderer/audio/take-slicer.ts'
import { createTakeSlicer } from '#renderer/audio/take-slicer.ts'

/** Rolls of 3 frames, chunks of 2, and takes that begin up to 5 frames ago: small enough to count by hand. */
const shape: TakeShape = {
  sampleRateHz: 10,
  channelCount: 1,
  preRollSeconds: 0.3,
  postRollSeconds: 0.3,
  chunkSeconds: 0.2,
  lookBackSeconds: 0.5,
}

function collector() {
  const chunks: { sequence: number; samples: number[] }[] = []
  let extent: TakeExtent | null = null
  return {
    chunks,
    get extent() {
      return extent
    },
    samples: () => chunks.flatMap(({ samples }) => samples),
    sink: {
      chunk: (sequence: number, samples: Float32Array<ArrayBuffer>) => {
        chunks.push({ sequence, samples: [...samples] })
        // As in the worker: once handed over, a chunk is empty here.
        structuredClone(samples, { transfer: [samples.buffer] })
      },
      done: (told: TakeExtent) => {
        extent = told
      },
    },
  }
}

/** A stream whose every sample tells its place. */
function counting() {
  let next = 0
  return (count: number) => Float32Array.from({ length: count }, () => next++)
}

describe('a take cut out of the running stream', () => {
  it('begins with what was heard just before the key, and ends a little after it', () => {
    const slicer = createTakeSlicer(shape)
    const hear = counting()
    const take = collector()
    slicer.push(hear(10))
    slicer.start(take.sink)
    slicer.push(hear(5))
    slicer.stop()
    slicer.push(hear(10))
    expect(take.samples()).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17])
    expect(take.extent).toEqual({ frames: 11, preRollFrames: 3, keyUpFrame: 8 })
  })

  it('numbers its chunks from 0 without a gap', () => {
    const slicer = createTakeSlicer(shape)
    const hear = counting()
    const take = collector()
    slicer.push(hear(4))
    slicer.start(take.sink)
    slicer.push(hear(7))
    slicer.stop()
    slicer.push(hear(3))
    expect(take.chunks.map(({ sequence }) => sequence)).toEqual(take.chunks.keys().toArray())
  })

  it('shares no sample with the take before it, even when the next key comes at once', () => {
    const slicer = createTakeSlicer(shape)
    const hear = counting()
    const first = collector()
    const second = collector()
    slicer.push(hear(5))
    slicer.start(first.sink)
    slicer.push(hear(5))
    slicer.stop()
    slicer.push(hear(4))
    slicer.start(second.sink)
    slicer.push(hear(2))
    slicer.stop()
    slicer.push(hear(3))
    expect(first.samples().at(-1)).toBe(12)
    expect(second.samples()).toEqual([13, 14, 15, 16, 17, 18])
  })

  it('is complete and contiguous however the stream is split and whenever the keys come', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(
        sizes,
        fc.nat(29),
        fc.nat(29),
        fc.integer({ min: 1, max: 3 }),
        (pushes, from, length, channelCount) => {
          const slicer = createTakeSlicer({ ...shape, channelCount })
          const hear = counting()
          const take = collector()
          pushes.forEach((size, index) => {
            if (index === from) slicer.start(take.sink)
            if (index === from + length) slicer.stop()
            slicer.push(hear(size * channelCount))
          })
          slicer.end()
          const samples = take.samples()
          const first = samples[0] ?? 0
          expect(samples).toEqual(samples.map((_, index) => first + index))
          expect(samples.length % channelCount).toBe(0)
          const { frames, preRollFrames, keyUpFrame } = take.extent ?? { frames: 0, preRollFrames: 0, keyUpFrame: 0 }
          expect(frames).toBe(samples.length / channelCount)
          const framesIn = (parts: number[]) => parts.reduce((sum, size) => sum + size, 0)
          const started = from < pushes.length
          expect(preRollFrames).toBe(started ? Math.min(3, framesIn(pushes.slice(0, from))) : 0)
          const untilKeyUp = framesIn(pushes.slice(from, from + length))
          expect(keyUpFrame).toBe(started ? preRollFrames + untilKeyUp : 0)
        },
      ),
    )
  })

  it('begins a pre-roll before a moment that has passed', () => {
    const slicer = createTakeSlicer(shape)
    const hear = counting()
    const take = collector()
    slicer.push(hear(12))
    slicer.start(take.sink, 4)
    slicer.push(hear(2))
    slicer.end()
    expect(take.samples()).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(take.extent).toEqual({ frames: 9, preRollFrames: 3, keyUpFrame: 9 })
  })

  it('has heard part of its post-roll already when it ends at a moment that has passed', () => {
    const slicer = createTakeSlicer(shape)
    const hear = counting()
    const take = collector()
    slicer.start(take.sink)
    slicer.push(hear(6))
    slicer.stop(2)
    slicer.push(hear(5))
    expect(take.samples()).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(take.extent).toEqual({ frames: 7, preRollFrames: 0, keyUpFrame: 4 })
  })

  it('ends at once when the whole post-roll has been heard, and leaves what comes then to the next', () => {
    const slicer = createTakeSlicer(shape)
    const hear = counting()
    const first = collector()
    const second = collector()
    slicer.start(first.sink)
    slicer.push(hear(8))
    slicer.stop(5)
    expect(first.extent).toEqual({ frames: 8, preRollFrames: 0, keyUpFrame: 3 })
    slicer.push(hear(4))
    slicer.start(second.sink, 3)
    expect(second.samples()).toEqual([8, 9, 10, 11])
  })

  it('has less pre-roll when it begins too soon after the take before', () => {
    const slicer = createTakeSlicer(shape)
    const hear = counting()
    const first = collector()
    const second = collector()
    slicer.push(hear(9))
    slicer.start(first.sink)
    slicer.push(hear(4))
    slicer.stop(3)
    slicer.push(hear(5))
    slicer.start(second.sink, 4)
    slicer.push(hear(1))
    slicer.end()
    expect(first.samples().at(-1)).toBe(12)
    expect(second.samples()).toEqual([13, 14, 15, 16, 17, 18])
    expect(second.extent).toMatchObject({ preRollFrames: 1 })
  })

  it('is cut from every stream as exactly, whenever its sound began and ended', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.record({ before: sizes, startAgo: fc.nat(5), during: sizes, stopAgo: fc.nat(9), after: sizes })),
        (channelCount, sounds) => {
          const slicer = createTakeSlicer({ ...shape, channelCount })
          const hear = counting()
          let heard = 0
          let free = 0
          const push = (size: number) => {
            slicer.push(hear(size * channelCount))
            heard += size
          }
          for (const { before, startAgo, during, stopAgo, after } of sounds) {
            const take = collector()
            before.forEach(push)
            const began = Math.max(free, heard - startAgo)
            slicer.start(take.sink, heard - began)
            during.forEach(push)
            const over = Math.max(began, heard - stopAgo)
            const cutFrom = Math.max(heard, over + 3)
            slicer.stop(heard - over)
            after.forEach(push)
            slicer.end()
            const first = Math.max(free, began - 3)
            free = Math.min(heard, cutFrom)
            const samples = Array.from(
              { length: (free - first) * channelCount },
              (_, index) => first * channelCount + index,
            )
            expect(take.samples()).toEqual(samples)
            expect(take.extent).toEqual({
              frames: free - first,
              preRollFrames: began - first,
              keyUpFrame: over - first,
            })
          }
        },
      ),
    )
  })

  it('ends with what there is when the microphone goes', () => {
    const slicer = createTakeSlicer(shape)
    const hear = counting()
    const take = collector()
    slicer.start(take.sink)
    slicer.push(hear(3))
    slicer.end()
    expect(take.samples()).toEqual([0, 1, 2])
    expect(take.extent).toEqual({ frames: 3, preRollFrames: 0, keyUpFrame: 3 })
  })

  it('hands over memory of its own with every chunk, since the worker gives it away', () => {
    const slicer = createTakeSlicer(shape)
    const hear = counting()
    const buffers = new Set<ArrayBuffer>()
    slicer.push(hear(3))
    slicer.start({ chunk: (_, samples) => void buffers.add(samples.buffer), done: () => undefined })
    slicer.push(hear(6))
    slicer.end()
    expect(buffers.size).toBe(4)
  })
})
