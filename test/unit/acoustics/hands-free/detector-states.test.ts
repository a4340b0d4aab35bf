import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { soundClasses } from '#shared/acoustics/checks/sound-class.ts'
import type { OnsetEvent } from '#shared/acoustics/hands-free/onset-detector.ts'
import { createOnsetDetector, longestLookBackSeconds } from '#shared/acoustics/hands-free/onset-detector.ts'
import { measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import { framesOf, pinkNoise, sampleRateHz, takeIn, tone, vowel, whiteNoiseOf } from '../checks/a-take.ts'
import { eventsIn, listenTo, waitMs } from './listening.ts'

const endOf = (events: readonly OnsetEvent[]) => events.find((event) => event.kind === 'end')

describe('the detector', () => {
  const stopped = (events: readonly OnsetEvent[]) => events.map(({ kind }) => kind)

  it('says "start" while the sound goes on, and "end" after it', () => {
    const { events } = listenTo(vowel(400, -20), 'vowel', -65, 1)
    expect(stopped(events)).toEqual(['start', 'end'])
  })

  it('hears the same however the sound is cut into pieces', () => {
    const { stream, room } = listenTo(vowel(300, -25), 'vowel', -60, 4)
    const whole = eventsIn(stream, 'vowel', room, stream.length)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (frames) => {
        expect(eventsIn(stream, 'vowel', room, frames)).toEqual(whole)
      }),
      { numRuns: 15 },
    )
  })

  it('takes a bare /t/ of 80 ms on a prompt for a stop', () => {
    expect(stopped(listenTo(whiteNoiseOf(80, -32, 3), 'stop', -60, 3).events)).toEqual(['start', 'end'])
  })

  it('keeps a word together over its closures', () => {
    const word = takeIn(
      new Float32Array(framesOf(700)),
      [0, vowel(180, -20)],
      [330, vowel(160, -22)],
      [610, whiteNoiseOf(30, -35, 1)],
    )
    const { events } = listenTo(word, 'word', -65, 5)
    expect(stopped(events)).toEqual(['start', 'end'])
    expect(endOf(events)?.endFrame).toBeGreaterThanOrEqual(framesOf(waitMs + 640))
  })

  it('hears each of many sounds, and each only once', () => {
    const three = [0, 900, 1800].map((at): [number, Float32Array] => [at, vowel(300, -20)])
    const { events } = listenTo(takeIn(new Float32Array(framesOf(2200)), ...three), 'vowel', -65, 6)
    expect(stopped(events)).toEqual(['start', 'end', 'start', 'end', 'start', 'end'])
  })

  it('learns a room that nobody measured in half a second', () => {
    const stream = takeIn(pinkNoise(2500, -55, 8), [1000, vowel(300, -20)])
    expect(stopped(eventsIn(stream, 'vowel', null, 512))).toEqual(['start', 'end'])
  })

  it('refuses what never ends, takes it for the room, and hears a voice above it', () => {
    const fan = takeIn(pinkNoise(9000, -65, 9), [1000, pinkNoise(8000, -45, 10)], [7500, vowel(400, -18)])
    const room = measureRoom(pinkNoise(2000, -65, 11), sampleRateHz)
    const events = eventsIn(fan, 'vowel', room, 512)
    expect(events.at(1)).toMatchObject({ kind: 'refused', reason: 'TOO_LONG' })
    expect(endOf(events)?.startFrame).toBeGreaterThan(framesOf(7400))
  })

  it('hears a voice again after it held a vowel for too long', () => {
    const held = takeIn(pinkNoise(8500, -65, 9), [500, vowel(5000, -20)], [7000, vowel(400, -20)])
    const events = eventsIn(held, 'vowel', measureRoom(pinkNoise(2000, -65, 11), sampleRateHz), 512)
    expect(endOf(events)?.startFrame).toBeGreaterThan(framesOf(6900))
  })

  it('refuses a hum of 100 Hz, which has nothing below a voice, for its steadiness', () => {
    const hum = takeIn(tone(800, -30, 100), [0, tone(800, -34, 200)], [0, tone(800, -40, 300)])
    expect(listenTo(hum, 'nasal', -65, 2).events.at(-1)).toMatchObject({ kind: 'refused' })
  })

  it('never looks further back for a beginning than it says', () => {
    // A hiss starts no nasal, but it may be how one begins.
    const white = whiteNoiseOf(1100, -40, 12)
    const hiss = white.map((sample, frame) => sample - (white[frame - 1] ?? 0))
    const sound = takeIn(hiss, [600, vowel(400, -20)])
    for (const soundClass of soundClasses) {
      const { stream, room } = listenTo(sound, soundClass, -65, 12)
      const detector = createOnsetDetector({ sampleRateHz, soundClass, room })
      const ago: number[] = []
      for (let at = 0; at < stream.length; at += 48) {
        const [event] = detector.feed(stream.subarray(at, at + 48))
        if (event?.kind === 'start') ago.push(at + 48 - event.startFrame)
      }
      expect(Math.max(...ago)).toBeLessThanOrEqual(longestLookBackSeconds * sampleRateHz)
    }
  })

  it('hears no click where it begins, in the middle of a loud hum', () => {
    const hum = takeIn(pinkNoise(6000, -60, 13), [0, tone(6000, -30, 50)])
    const room = measureRoom(hum.subarray(0, framesOf(2000)), sampleRateHz)
    for (let at = framesOf(2000); at < framesOf(5500); at += 1371) {
      expect(eventsIn(hum.subarray(at, at + framesOf(200)), 'stop', room, 480)).toEqual([])
    }
  })

  describe('asked for another sound after a pause', () => {
    const room = measureRoom(pinkNoise(2000, -60, 1), sampleRateHz)
    const scene = takeIn(pinkNoise(6000, -60, 14), [600, vowel(700, -12)], [4000, vowel(400, -20)])

    it('hears neither what was cut off by the pause nor the edges of it', () => {
      for (const pausedMs of [300, 700, 900, 1250]) {
        const detector = createOnsetDetector({ sampleRateHz, soundClass: 'vowel', room })
        detector.feed(scene.subarray(0, framesOf(pausedMs)))
        detector.expect('stop')
        expect(detector.state).toBe('learning')
        expect(detector.feed(scene.subarray(framesOf(2000), framesOf(3500)))).toEqual([])
        expect(detector.state).toBe('listening')
      }
    })

    it('looks for no beginning before the pause', () => {
      for (const soundClass of ['stop', 'fricative', 'vowel'] as const) {
        const detector = createOnsetDetector({ sampleRateHz, soundClass, room })
        detector.feed(scene.subarray(0, framesOf(900)))
        detector.expect(soundClass)
        const [start] = detector.feed(scene.subarray(framesOf(3990), framesOf(4300)))
        // But for the hop that makes up for the filters.
        expect(start?.startFrame).toBeGreaterThanOrEqual(framesOf(895))
      }
    })

    it('still knows the room that it had to learn', () => {
      const detector = createOnsetDetector({ sampleRateHz, soundClass: 'vowel', room: null })
      detector.feed(scene.subarray(0, framesOf(580)))
      detector.expect('vowel')
      expect(stopped(detector.feed(scene.subarray(framesOf(3900))))).toEqual(['start', 'end'])
    })

    it('goes on learning where it was interrupted', () => {
      const detector = createOnsetDetector({ sampleRateHz, soundClass: 'vowel', room: null })
      detector.feed(scene.subarray(0, framesOf(300)))
      detector.expect('vowel')
      detector.feed(scene.subarray(framesOf(2000), framesOf(2310)))
      expect(detector.state).toBe('learning')
      detector.feed(scene.subarray(framesOf(2310), framesOf(2350)))
      expect(detector.state).toBe('listening')
    })
  })
})
