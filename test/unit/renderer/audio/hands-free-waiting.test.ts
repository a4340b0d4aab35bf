import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { framesOf, pinkNoise, takeIn, vowel } from '../../acoustics/checks/a-take.ts'
import type { HearingReader } from './hearing-reader.ts'
import { openReader, quiet, streamTo } from './hearing-reader.ts'

const rollFrames = framesOf(300)
const said = vowel(400, -20)

let reader: HearingReader
const openAnother = (channelCount = 1) => {
  reader?.close()
  reader = openReader(channelCount)
}
beforeEach(() => openAnother())
afterEach(() => reader.close())

describe('while a take waits for its sound', () => {
  it('nothing is armed before the room is known', async () => {
    const { until } = streamTo(reader, takeIn(quiet(3500), [2000, said]))
    await until(500)
    reader.waitFor('vowel', 1, null)
    await until(1000)
    expect(reader.kinds()).toEqual([])
    await until(1100)
    expect(reader.kinds()).toEqual(['armed'])
    await until(3500)
    expect(reader.kinds()).toEqual(['armed', 'began', 'done'])
  })

  it('what was heard before begins no take, be it ever so loud', async () => {
    for (const soundClass of ['stop', 'fricative', 'vowel', 'word'] as const) {
      openAnother()
      const { until, toItsEnd } = streamTo(reader, takeIn(quiet(3000), [300, vowel(690, -6)]))
      await until(400)
      reader.waitFor(soundClass)
      await until(450)
      reader.say({ kind: 'cancel', takeNumber: 1 })
      await until(1000)
      reader.waitFor(soundClass, 2)
      await toItsEnd()
      expect(reader.kinds().slice(-1)).toEqual(['armed'])
    }
  })

  it('giving it up works at once, and what is said then is nobody’s', async () => {
    const { until, toItsEnd } = streamTo(reader, takeIn(quiet(2600), [1500, said]))
    await until(500)
    reader.waitFor('vowel')
    await until(1000)
    reader.say({ kind: 'cancel', takeNumber: 1 })
    await toItsEnd()
    expect(reader.kinds()).toEqual(['armed', 'cancelled'])
    expect(reader.all('chunk')).toEqual([])
  })

  it('a key that was meant for another take ends nothing', async () => {
    const { until, toItsEnd } = streamTo(reader, takeIn(quiet(2600), [1500, said]))
    await until(500)
    reader.waitFor('vowel')
    await until(1000)
    reader.say({ kind: 'stop' })
    await toItsEnd()
    expect(reader.kinds()).toEqual(['armed', 'began', 'done'])
  })

  it('the end of the stream is told, and no take is', async () => {
    const { until } = streamTo(reader, quiet(1500))
    await until(500)
    reader.waitFor('vowel')
    await until(1500)
    await reader.end()
    expect(reader.kinds()).toEqual(['armed', 'ended'])
  })

  it('a fan that was switched on is refused once; then it is the room, and a voice is heard above it', async () => {
    const fan = takeIn(quiet(9500), [1000, pinkNoise(8500, -45, 3)], [7500, vowel(400, -18)])
    const { until, toItsEnd } = streamTo(reader, fan)
    await until(500)
    reader.waitFor('vowel')
    await until(5000)
    expect(reader.extentOf(1).refusal).toBe('TOO_LONG')
    reader.waitFor('vowel', 2)
    await until(7000)
    expect(reader.kinds()).toEqual(['armed', 'began', 'done', 'armed'])
    await toItsEnd()
    expect(reader.extentOf(2)).toMatchObject({ refusal: null, preRollFrames: rollFrames })
  })
})

describe('listening without a take', () => {
  it('hears every frame from then on, for so long', async () => {
    const { stream, until } = streamTo(reader, quiet(2000))
    await until(333)
    reader.say({ kind: 'listen', listener: 7, mostSeconds: 1 })
    await until(2000)
    const [heard] = reader.all('heard')
    expect(heard?.listener).toBe(7)
    expect(heard?.samples).toEqual(stream.slice(framesOf(333), framesOf(1333)))
  })

  it('ends early when enough was heard, and is told once', async () => {
    const { stream, until } = streamTo(reader, quiet(2000))
    await until(300)
    reader.say({ kind: 'listen', listener: 1, mostSeconds: 5 })
    await until(900)
    reader.say({ kind: 'listened', listener: 1 })
    await until(1200)
    reader.say({ kind: 'listened', listener: 1 })
    expect(reader.all('heard').map(({ samples }) => samples)).toEqual([stream.slice(framesOf(300), framesOf(900))])
  })

  it('takes nothing from a take, nor the take from it', async () => {
    const { stream, until } = streamTo(reader, takeIn(quiet(2600), [1500, said]))
    await until(500)
    reader.waitFor('vowel')
    reader.say({ kind: 'listen', listener: 1, mostSeconds: 2 })
    await until(2600)
    expect(reader.all('heard')[0]?.samples).toEqual(stream.slice(framesOf(500), framesOf(2500)))
    expect(reader.extentOf(1)).toMatchObject({ preRollFrames: rollFrames, refusal: null })
  })
})
