import { describe, expect, it } from 'vitest'
import { adviseOnRoom, measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import { keyClick, pinkNoise, sampleRateHz, takeIn, tone, whiteNoiseOf } from '../checks/a-take.ts'

const measure = (samples: Float32Array) => measureRoom(samples, sampleRateHz)
const advice = (samples: Float32Array) => adviseOnRoom(measure(samples)).map(({ code }) => code)
const quiet = () => pinkNoise(2000, -70, 1)

describe('two seconds of the room', () => {
  it.each([-75, -60, -45, -30])('give its floor of %d dBFS', (rmsDbfs) => {
    for (const make of [pinkNoise, whiteNoiseOf]) {
      expect(measure(make(2000, rmsDbfs, 2)).noiseFloorDbfs).toBeGreaterThan(rmsDbfs - 0.5)
      expect(measure(make(2000, rmsDbfs, 2)).noiseFloorDbfs).toBeLessThan(rmsDbfs + 0.5)
    }
  })

  it('give the same floor although a key clicks and something knocks in them', () => {
    const clicked = takeIn(quiet(), [300, keyClick(-10, 1)], [900, keyClick(-6, 2)], [1500, tone(80, -20, 180)])
    expect(Math.abs((measure(clicked).noiseFloorDbfs ?? 0) - (measure(quiet()).noiseFloorDbfs ?? 0))).toBeLessThan(0.5)
    expect(measure(clicked).steadyShare).toBeLessThan(measure(quiet()).steadyShare)
  })

  it('give each band its own floor', () => {
    const { bandsDbfs } = measure(takeIn(whiteNoiseOf(2000, -80, 1), [0, tone(2000, -50, 300)]))
    expect(bandsDbfs.low).toBeCloseTo(-50, 0)
    expect(bandsDbfs.mid).toBeLessThan(-70)
    expect(bandsDbfs.high).toBeLessThan(-75)
  })

  it.each([50, 60] as const)('tell a fan by its hum of %d Hz, with the level', (frequencyHz) => {
    const room = takeIn(quiet(), [0, tone(2000, -48, frequencyHz)], [0, tone(2000, -58, 2 * frequencyHz)])
    const [first] = adviseOnRoom(measure(room)).filter(({ code }) => code === 'FAN_HUM')
    expect(first).toMatchObject({ code: 'FAN_HUM', frequencyHz })
    expect(measure(room).hum?.levelDbfs).toBeCloseTo(-47.6, 0)
  })

  it('see no hum where there is none, nor in a tone of another frequency', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const hum = measure(pinkNoise(2000, -45, seed)).hum?.levelDbfs ?? Number.NEGATIVE_INFINITY
      expect(hum).toBeLessThan(-60)
    }
    expect(advice(takeIn(quiet(), [0, tone(2000, -45, 83)]))).not.toContain('FAN_HUM')
  })

  it.each([
    ['a quiet room', quiet(), []],
    ['a loud one', pinkNoise(2000, -52, 1), ['ROOM_LOUD', 'HISS']],
    ['rumble', takeIn(quiet(), [0, tone(2000, -45, 31)]), ['ROOM_LOUD', 'RUMBLE']],
    ['hiss', takeIn(quiet(), [0, whiteNoiseOf(2000, -59.5, 4)]), ['ROOM_LOUD', 'HISS']],
    ['a dead microphone', new Float32Array(96_000), ['NOTHING_HEARD']],
    ['no sound at all', new Float32Array(0), ['NOTHING_HEARD']],
  ])('lead to plain advice: %s', (_, room, expected) => {
    expect(advice(room)).toEqual(expected)
  })

  it('in which somebody speaks are called unquiet', () => {
    const words = takeIn(quiet(), [100, tone(500, -25, 200)], [800, tone(450, -25, 250)], [1400, tone(300, -25, 220)])
    expect(advice(words)).toContain('UNQUIET')
  })
})
