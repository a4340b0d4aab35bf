import { describe, expect, it } from 'vitest'
import { measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import { adviseOnSentence, measureSentence } from '#shared/acoustics/room-noise/measure-sentence.ts'
import { framesOf, pinkNoise, sampleRateHz, takeIn, vowel } from '../checks/a-take.ts'

const room = measureRoom(pinkNoise(2000, -70, 1), sampleRateHz)

/** Four syllables at a level, in a room. */
function sentence(rmsDbfs: number, roomDbfs = -70): Float32Array {
  const spoken = [200, 600, 1100, 1500].map((at): [number, Float32Array] => [at, vowel(300, rmsDbfs)])
  return takeIn(pinkNoise(2200, roomDbfs, 2), ...spoken)
}

const advice = (samples: Float32Array, of = room) =>
  adviseOnSentence(measureSentence(samples, sampleRateHz, of)).map(({ code }) => code)

describe('a test sentence', () => {
  it('has the level of what is spoken, and not of the pauses', () => {
    const { activeRmsDbfs, snrDb } = measureSentence(sentence(-20), sampleRateHz, room)
    expect(Math.abs((activeRmsDbfs ?? 0) - -20)).toBeLessThan(0.5)
    expect(Math.abs((snrDb ?? 0) - 50)).toBeLessThan(1)
  })

  it.each([
    ['well spoken', sentence(-22), ['LEVEL_GOOD']],
    ['too far away', sentence(-38), ['MOVE_CLOSER']],
    ['too near', sentence(-12), ['MOVE_AWAY']],
    ['not spoken', pinkNoise(2200, -70, 3), ['NOTHING_HEARD']],
    ['with a muted microphone', new Float32Array(96_000), ['NOTHING_HEARD']],
  ])('%s leads to plain advice', (_, samples, expected) => {
    expect(advice(samples)).toEqual(expected)
  })

  it('that clips is told with how often', () => {
    const clipped = sentence(-20)
    clipped.fill(1, framesOf(300), framesOf(300) + 5)
    const measured = measureSentence(clipped, sampleRateHz, room)
    expect(adviseOnSentence(measured)[0]).toEqual({ code: 'CLIPPED', clippedSamples: 5 })
    expect(advice(clipped)).toEqual(['CLIPPED', 'MOVE_AWAY'])
  })

  it('in a loud room is told that the room is too near', () => {
    const loud = measureRoom(pinkNoise(2000, -45, 1), sampleRateHz)
    expect(advice(sentence(-22, -45), loud)).toEqual(['ROOM_TOO_NEAR'])
  })
})
