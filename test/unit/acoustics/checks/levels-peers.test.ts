import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { checkTake } from '#shared/acoustics/checks/check-take.ts'
import { activePower, powerDbfs } from '#shared/acoustics/checks/levels-of-span.ts'
import { measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import { peer } from '#test/peers.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { everything, framesOf, pinkNoise, sampleRateHz, takeIn, tone, whiteNoiseOf } from './a-take.ts'

const sox = peer('sox')
const ffmpeg = peer('ffmpeg')

interface PeerLevels {
  peakDbfs: number
  rmsDbfs: number
}

function numberAfter(label: string, said: string): number {
  return Number(new RegExp(`${label}:?\\s+(-?[\\d.]+)`).exec(said)?.[1])
}

function written(samples: Float32Array): string {
  const file = join(temporaryFolder(), 'samples.f32')
  writeFileSync(file, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
  return file
}

function bySox(samples: Float32Array): PeerLevels {
  const raw = ['-t', 'raw', '-r', String(sampleRateHz), '-e', 'floating-point', '-b', '32', '-c', '1']
  const { stderr } = sox.run(...raw, written(samples), '-n', 'stats')
  return { peakDbfs: numberAfter('Pk lev dB', stderr), rmsDbfs: numberAfter('RMS lev dB', stderr) }
}

function byFfmpeg(samples: Float32Array): PeerLevels {
  const input = ['-f', 'f32le', '-ar', String(sampleRateHz), '-ac', '1', '-i', written(samples)]
  const { stderr } = ffmpeg.run(
    '-hide_banner',
    '-nostats',
    ...input,
    '-af',
    'astats=measure_perchannel=none',
    '-f',
    'null',
    '-',
  )
  return { peakDbfs: numberAfter('Peak level dB', stderr), rmsDbfs: numberAfter('RMS level dB', stderr) }
}

const apartDb = (ours: number | null, theirs: number) => Math.abs((ours ?? Number.NaN) - theirs)

describe.each([
  ['sox', sox, bySox],
  ['ffmpeg', ffmpeg, byFfmpeg],
] as const)('our levels and those of %s', (_, program, measure) => {
  it.skipIf(program.missing)(`agree on peak and room of a take, over the same samples${program.note}`, () => {
    const samples = takeIn(pinkNoise(1500, -52, 4), [500, tone(400, -17, 440)])
    const take = { samples, sampleRateHz, trim: everything(samples), preRollFrames: framesOf(480), droppedFrames: 0 }
    const { measurements } = checkTake({ ...take, soundClass: 'vowel', limits: defaultCheckLimits })
    expect(apartDb(measurements.peakDbfs, measure(samples).peakDbfs)).toBeLessThan(0.2)
    expect(apartDb(measurements.noiseFloorDbfs, measure(samples.slice(0, framesOf(480))).rmsDbfs)).toBeLessThan(0.2)
    const sound = samples.slice(measurements.sound?.startFrame, measurements.sound?.endFrame)
    expect(apartDb(measurements.activeRmsDbfs, measure(sound).rmsDbfs)).toBeLessThan(0.2)
  })

  it.skipIf(program.missing)(`agree on two seconds of room, and on steady noise and tones${program.note}`, () => {
    for (const room of [pinkNoise(2000, -50, 5), whiteNoiseOf(2000, -63, 6)]) {
      expect(apartDb(measureRoom(room, sampleRateHz).noiseFloorDbfs, measure(room).rmsDbfs)).toBeLessThan(0.2)
      expect(apartDb(powerDbfs(activePower(room, sampleRateHz)), measure(room).rmsDbfs)).toBeLessThan(0.2)
    }
    const steady = tone(1000, -23, 997)
    expect(apartDb(powerDbfs(activePower(steady, sampleRateHz)), measure(steady).rmsDbfs)).toBeLessThan(0.2)
  })
})
