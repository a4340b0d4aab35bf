import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveMark, sameMarks, secondsCut } from '#renderer/parts/trim-editor/move-mark.ts'
import type { TrimMarks } from '#shared/entities/recorded-sound.ts'

const mark = fc.constantFrom('start', 'end')
const moves = fc.array(fc.record({ mark, to: fc.double({ noNaN: true, min: -1e7, max: 1e7 }) }), { maxLength: 30 })
const take = fc
  .record({
    frameCount: fc.integer({ min: 1, max: 500_000 }),
    sampleRateHz: fc.constantFrom(8000, 44_100, 48_000, 96_000),
  })
  .chain((length) =>
    fc.record({
      length: fc.constant(length),
      startFrame: fc.integer({ min: 0, max: length.frameCount - 1 }),
      more: fc.integer({ min: 1, max: length.frameCount }),
    }),
  )
  .map(({ length, startFrame, more }) => ({
    length,
    marks: { startFrame, endFrame: Math.min(length.frameCount, startFrame + more) },
  }))

function moveAll(
  marks: TrimMarks,
  length: { frameCount: number; sampleRateHz: number },
  all: { mark: 'start' | 'end'; to: number }[],
) {
  return all.reduce((now, { mark, to }) => moveMark(now, mark, to, length), marks)
}

describe('marks on a take', () => {
  it('never cross and never leave the take, however they are moved', () => {
    fc.assert(
      fc.property(take, moves, ({ length, marks }, all) => {
        const { startFrame, endFrame } = moveAll(marks, length, all)
        expect(Number.isInteger(startFrame) && Number.isInteger(endFrame)).toBe(true)
        expect(startFrame).toBeGreaterThanOrEqual(0)
        expect(endFrame).toBeLessThanOrEqual(length.frameCount)
        expect(startFrame).toBeLessThan(endFrame)
      }),
    )
  })

  it('go exactly where they are put while there is room, and leave the other alone', () => {
    const length = { frameCount: 48_000, sampleRateHz: 48_000 }
    const marks = { startFrame: 4800, endFrame: 24_000 }
    expect(moveMark(marks, 'start', 5000, length)).toEqual({ startFrame: 5000, endFrame: 24_000 })
    expect(moveMark(marks, 'end', 30_000.4, length)).toEqual({ startFrame: 4800, endFrame: 30_000 })
    expect(moveMark(marks, 'start', 40_000, length)).toEqual({ startFrame: 24_000 - 240, endFrame: 24_000 })
    expect(moveMark(marks, 'end', 0, length)).toEqual({ startFrame: 4800, endFrame: 4800 + 240 })
  })

  it('come back to where they were by the opposite steps, as long as nothing stops them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -480, max: 480 }), { maxLength: 10 }), (steps) => {
        const length = { frameCount: 96_000, sampleRateHz: 48_000 }
        const marks = { startFrame: 30_000, endFrame: 60_000 }
        const there = steps.reduce((now, by) => moveMark(now, 'end', now.endFrame + by, length), marks)
        const back = steps.reduce((now, by) => moveMark(now, 'end', now.endFrame - by, length), there)
        expect(sameMarks(back, marks)).toBe(true)
      }),
    )
  })

  it('tell how much of the sound they leave out', () => {
    const sound = { startFrame: 1000, endFrame: 3000 }
    expect(secondsCut({ startFrame: 0, endFrame: 4000 }, sound, 1000)).toEqual({ start: 0, end: 0 })
    expect(secondsCut({ startFrame: 1034, endFrame: 2500 }, sound, 1000)).toEqual({ start: 0.034, end: 0.5 })
  })
})
