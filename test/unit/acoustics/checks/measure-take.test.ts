import { expect, it } from 'vitest'
import { measureTake } from '#shared/acoustics/checks/measure-take.ts'

const sampleRateHz = 48_000

/** Half a second of a quiet room, half a second of pulses that all point one way, as a voice's do; and a device's offset. */
function pulsesInRoom(deviceOffset: number): Float32Array {
  let seed = 7
  const noise = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0
    return seed / 2 ** 31
  }
  return Float32Array.from({ length: sampleRateHz }, (_, at) => {
    const pulse = at >= sampleRateHz / 2 && at % 400 < 40 ? 0.5 : 0
    return deviceOffset + pulse + 0.0004 * noise()
  })
}

const measured = (deviceOffset: number) => {
  const samples = pulsesInRoom(deviceOffset)
  const trim = { startFrame: 0, endFrame: samples.length }
  return measureTake({ samples, sampleRateHz, trim, preRollFrames: sampleRateHz / 4 })
}

it('a voice whose pulses all point one way is no offset of the device, and does not make the room loud', () => {
  const { dcOffset, noiseFloorDbfs } = measured(0)
  expect(Math.abs(dcOffset)).toBeLessThan(0.0005)
  expect(noiseFloorDbfs).toBeLessThan(-70)
})

it('an offset of the device is told as it is, and is not the room either', () => {
  const { dcOffset, noiseFloorDbfs } = measured(0.02)
  expect(dcOffset).toBeCloseTo(0.02, 3)
  expect(noiseFloorDbfs).toBeLessThan(-70)
})
