import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLevels } from '#shared/acoustics/levels.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import { peer } from '#test/peers.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const sampleRateHz = 48_000
const tone = Float32Array.from(
  { length: 24_001 },
  (_, frame) => 0.4 * Math.sin((2 * Math.PI * 997 * frame) / sampleRateHz),
)
const noise = Float32Array.from({ length: 24_001 }, () => Math.random() - 0.5)

function written(name: string, bytes: Uint8Array): string {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, bytes)
  return file
}

function worstError(channel: Float32Array | undefined, expected: Float32Array): number {
  return expected.reduce((worst, value, frame) => Math.max(worst, Math.abs(value - (channel?.[frame] ?? Infinity))), 0)
}

const sox = peer('sox')
const ffmpeg = peer('ffmpeg')
const ffprobe = peer('ffprobe')

describe('our WAV files, as others see them', () => {
  const shapes = [
    ['mono', [tone]],
    ['stereo', [tone, noise]],
    ['four channels', [tone, noise, tone, noise]],
  ] as const

  it.each(shapes)('have a header that adds up: %s', (_, channels) => {
    const file = encodeWav24(channels, sampleRateHz)
    expect(file.readUInt32LE(4) + 8).toBe(file.length)
  })

  for (const [shape, channels] of shapes) {
    it.skipIf(sox.missing)(`are what sox says of ${shape}${sox.note}`, () => {
      const file = written('ours.wav', encodeWav24(channels, sampleRateHz))
      const said = (flag: string) => sox.run('--info', flag, file)
      expect(said('-r').stdout.toString().trim()).toBe('48000')
      expect(said('-c').stdout.toString().trim()).toBe(String(channels.length))
      expect(said('-b').stdout.toString().trim()).toBe('24')
      expect(said('-s').stdout.toString().trim()).toBe('24001')
      expect(said('-t').stderr).toBe('')
    })

    it.skipIf(ffprobe.missing)(`are what ffprobe says of ${shape}${ffprobe.note}`, () => {
      const file = written('ours.wav', encodeWav24(channels, sampleRateHz))
      const entries = 'stream=codec_name,sample_rate,channels,duration_ts'
      const { stdout, stderr } = ffprobe.run('-v', 'warning', '-show_entries', entries, '-of', 'csv=p=0', file)
      expect(stdout.toString().trim()).toBe(`pcm_s24le,48000,${channels.length},24001`)
      expect(stderr).toBe('')
    })

    it.skipIf(ffmpeg.missing)(`have the samples that ffmpeg hears: ${shape}${ffmpeg.note}`, () => {
      const file = written('ours.wav', encodeWav24(channels, sampleRateHz))
      const { stdout } = ffmpeg.run('-v', 'error', '-i', file, '-f', 's32le', '-')
      const steps = new Int32Array(stdout.buffer, stdout.byteOffset, stdout.length / 4)
      expect(steps).toHaveLength(24_001 * channels.length)
      const worst = steps.reduce((most, step, index) => {
        const sample = channels[index % channels.length]?.[Math.floor(index / channels.length)] ?? 0
        return Math.max(most, Math.abs(step / 2 ** 31 - sample))
      }, 0)
      expect(worst).toBeLessThanOrEqual(0.5 / 8_388_608)
    })
  }

  it.skipIf(sox.missing)(`have the levels that sox measures${sox.note}`, () => {
    const file = written('ours.wav', encodeWav24([tone], sampleRateHz))
    const { stderr } = sox.run(file, '-n', 'stats')
    const said = (name: string) => Number(new RegExp(`${name}\\s+(-?[\\d.]+)`).exec(stderr)?.[1])
    const levels = createLevels()
    levels.add(tone)
    const { peakDbfs, rmsDbfs } = levels.result()
    expect(peakDbfs).toBeCloseTo(said('Pk lev dB'), 1)
    expect(rmsDbfs).toBeCloseTo(said('RMS lev dB'), 1)
  })
})

describe('sound files that others wrote', () => {
  for (const [encoding, bits] of [
    ['unsigned-integer', 8],
    ['signed-integer', 16],
    ['signed-integer', 24],
    ['signed-integer', 32],
    ['floating-point', 32],
    ['floating-point', 64],
  ] as const) {
    it.skipIf(sox.missing)(`are heard as sox meant them: WAV, ${bits}-bit ${encoding}${sox.note}`, async () => {
      const folder = temporaryFolder()
      const ours = written('ours.wav', encodeWav24([tone, noise], sampleRateHz))
      const theirs = join(folder, 'theirs.wav')
      sox.run('-D', ours, '-e', encoding, '-b', String(bits), theirs)
      const { channels, frameCount } = await decodeAudio(readFileSync(theirs))
      expect(frameCount).toBe(24_001)
      const stepSize = 2 ** (1 - Math.min(bits, 24))
      ;[tone, noise].forEach((channel, index) => {
        expect(worstError(channels[index], channel)).toBeLessThanOrEqual(stepSize)
      })
    })
  }

  it.skipIf(sox.missing)(`are heard whole when sox could not go back to fill in the sizes${sox.note}`, async () => {
    const ours = written('ours.wav', encodeWav24([tone], sampleRateHz))
    const { stdout } = sox.run(ours, '-t', 'wav', '-')
    expect((await decodeAudio(stdout)).frameCount).toBe(24_001)
  })

  it.skipIf(ffmpeg.missing)(
    `are heard whole when ffmpeg could not go back to fill in the sizes${ffmpeg.note}`,
    async () => {
      const ours = written('ours.wav', encodeWav24([tone], sampleRateHz))
      const { stdout } = ffmpeg.run('-v', 'error', '-i', ours, '-f', 'wav', '-')
      expect((await decodeAudio(stdout)).frameCount).toBe(24_001)
    },
  )

  it.skipIf(ffmpeg.missing)(`are heard from RF64, and from more channels than two${ffmpeg.note}`, async () => {
    const ours = written('ours.wav', encodeWav24([tone, noise, tone], sampleRateHz))
    const theirs = join(temporaryFolder(), 'theirs.wav')
    ffmpeg.run('-v', 'error', '-i', ours, '-c:a', 'pcm_s24le', '-rf64', 'always', theirs)
    const { channels } = await decodeAudio(readFileSync(theirs))
    expect(channels).toEqual((await decodeAudio(readFileSync(ours))).channels)
  })

  // Lengths around the coder's own blocks, and endings that pack into a few bytes, where decoders lose frames.
  const lengths = [1, 100, 4096, 4097, 4608, 4609, 20_000]
  for (const length of lengths) {
    for (const coder of [sox, ffmpeg]) {
      it.skipIf(coder.missing)(
        `are exact from ${coder === sox ? 'sox' : 'ffmpeg'}'s FLAC, ${length} frames long${coder.note}`,
        async () => {
          for (const bits of [16, 24]) {
            const scale = 2 ** (bits - 1)
            const exact = noise
              .subarray(0, length)
              .map((sample, frame) => (frame % 9000 < 3000 ? Math.round(sample * scale) / scale : 0))
            const ours = written('ours.wav', encodeWav24([exact, exact], sampleRateHz))
            const theirs = join(temporaryFolder(), 'theirs.flac')
            if (coder === sox) sox.run('-D', ours, '-b', String(bits), theirs)
            else ffmpeg.run('-v', 'error', '-i', ours, '-sample_fmt', bits === 16 ? 's16' : 's32', theirs)
            const { channels, frameCount } = await decodeAudio(readFileSync(theirs))
            expect(frameCount).toBe(length)
            expect(channels.map((channel) => worstError(channel, exact))).toEqual([0, 0])
          }
        },
      )
    }
  }
})
