import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVoiceEnd } from '#renderer/record/prepare/voice-end.ts'

const frameMs = 16

/** Levels as the meter shows them, a reading a frame; gives what was told last, and the millisecond at which it was over. */
function follow(noiseFloorDbfs: number | null, parts: readonly [dbfs: number, seconds: number][]) {
  const hear = createVoiceEnd(noiseFloorDbfs)
  let nowMs = 1000
  let told = 'waiting'
  let overAtMs: number | null = null
  for (const [dbfs, seconds] of parts) {
    for (let frame = 0; frame < (seconds * 1000) / frameMs; frame += 1) {
      nowMs += frameMs
      told = hear(dbfs, nowMs)
      if (told === 'over') overAtMs ??= nowMs - 1000
    }
  }
  return { told, overAtMs }
}

describe('the end of a sentence', () => {
  it('is noticed when the voice has been silent for longer than between two words', () => {
    const { told, overAtMs } = follow(-60, [
      [-60, 0.5],
      [-22, 1],
      [-58, 0.4],
      [-20, 1],
      [-60, 1],
    ])
    expect(told).toBe('over')
    expect(overAtMs).toBeGreaterThan(2900 + 700)
    expect(overAtMs).toBeLessThan(2900 + 1000)
  })

  it('is not taken for a pause between words', () => {
    const parts: [number, number][] = [
      [-22, 1],
      [-60, 0.6],
      [-22, 1],
    ]
    expect(follow(-60, parts)).toEqual({ told: 'speaking', overAtMs: null })
  })

  it('is waited for while nobody has spoken: a click, a cough or the room alone is no sentence', () => {
    expect(
      follow(-60, [
        [-60, 2],
        [-10, 0.1],
        [-55, 2],
      ]).told,
    ).toBe('waiting')
  })

  it('is found in a loud room as in one of digital silence', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: -110, max: -30 })), (floor) => {
        const room = floor ?? Number.NEGATIVE_INFINITY
        const { told } = follow(floor, [
          [room, 0.3],
          [Math.max(room, -72) + 20, 1.5],
          [room, 1],
        ])
        expect(told).toBe('over')
      }),
    )
  })

  it('is not brought on by a window that was not painted meanwhile', () => {
    const hear = createVoiceEnd(-60)
    expect(hear(-60, 0)).toBe('waiting')
    expect(hear(-20, 5000)).toBe('waiting')
  })
})
