import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import { createAudioPool } from '#shared/node/create-audio-pool.ts'
import { render } from '#shared/node/renditions/render.ts'
import type { Rendition } from '#shared/node/renditions/rendition.ts'
import { peer } from '#test/peers.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const ffmpeg = peer('ffmpeg')
const padSeconds = 0.1
const steps24 = 2 ** 23

/** A voice-like sound with silent pads before and behind, in whole steps of 24 bits. */
function aSound(sampleRateHz: number, seconds = 0.5): Float32Array<ArrayBuffer> {
  const pad = Math.round(padSeconds * sampleRateHz)
  const length = Math.round(seconds * sampleRateHz)
  return Float32Array.from({ length: length + 2 * pad }, (_, frame) => {
    const at = frame - pad
    if (at < 0 || at >= length) return 0
    let sample = 0
    for (let k = 1; k < 12; k += 1) sample += Math.sin((2 * Math.PI * 150 * k * at) / sampleRateHz) / k
    // Plus 0: no file knows a zero with a sign.
    return (Math.round(sample * 0.1 * steps24) * 2) / steps24 + 0
  })
}

const forms: Record<string, Rendition> = {
  'MP3 at 128 kbit/s': { format: 'mp3', bitsPerSecond: 128_000 },
  'MP3 at 192 kbit/s': { format: 'mp3', bitsPerSecond: 192_000 },
  'Ogg Vorbis': { format: 'ogg', quality: 5 },
}

function rmsDb(samples: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < samples.length; at += 1) sum += (samples[at] ?? 0) ** 2
  return 10 * Math.log10(sum / samples.length)
}

const onsetOf = (samples: Float32Array) => samples.findIndex((sample) => Math.abs(sample) > 0.05)

/** As ffmpeg hears it, in samples of the first channel. */
function byFfmpeg(file: Uint8Array, ending: string): Float32Array {
  const path = join(temporaryFolder(), `sound.${ending}`)
  writeFileSync(path, file)
  ffmpeg.run('-v', 'error', '-y', '-i', path, '-f', 'f32le', '-ac', '1', `${path}.f32`)
  const bytes = readFileSync(`${path}.f32`)
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}

describe('another form of a sound', () => {
  it.each([44_100, 48_000, 96_000])('as FLAC gives the same samples back, at %i Hz', async (sampleRateHz) => {
    const sound = aSound(sampleRateHz)
    const other = sound.map((sample) => sample / 2)
    const flac = await render(encodeWav24([sound, other], sampleRateHz), { format: 'flac' })
    const { channels, sampleRateHz: rate } = await decodeAudio(flac)
    expect(rate).toBe(sampleRateHz)
    expect(channels).toEqual([sound, other])
  })

  it.skipIf(ffmpeg.missing)(`as FLAC is the same elsewhere, and has its own sum${ffmpeg.note}`, async () => {
    const sound = aSound(48_000)
    const flac = await render(encodeWav24([sound], 48_000), { format: 'flac' })
    expect(byFfmpeg(flac, 'flac')).toEqual(sound)
    expect(flac.subarray(26, 42)).not.toEqual(Buffer.alloc(16))
  })

  it.each(Object.entries(forms))('as %s is as loud, as long and begins where it began', async (_, form) => {
    const sound = aSound(44_100)
    const { channels } = await decodeAudio(await render(encodeWav24([sound], 44_100), form))
    const [heard = new Float32Array()] = channels
    expect(rmsDb(heard)).toBeCloseTo(rmsDb(sound), 0)
    expect(Math.abs(heard.length - sound.length)).toBeLessThan(44)
    expect(Math.abs(onsetOf(heard) - onsetOf(sound))).toBeLessThan(44)
  })

  it.skipIf(ffmpeg.missing).each(Object.entries(forms))(
    `as %s keeps its pads for other players, too${ffmpeg.note}`,
    async (_, form) => {
      const sound = aSound(48_000)
      const heard = byFfmpeg(await render(encodeWav24([sound], 48_000), form), form.format)
      expect(Math.abs(onsetOf(heard) - onsetOf(sound))).toBeLessThan(48)
      expect(rmsDb(heard.subarray(0, sound.length))).toBeCloseTo(rmsDb(sound), 0)
    },
  )

  it.each(Object.entries({ ...forms, FLAC: { format: 'flac' } as const }))(
    'as %s is the same file each time',
    async (_, form) => {
      const wav = encodeWav24([aSound(22_050)], 22_050)
      expect(await render(wav, form)).toEqual(await render(wav, form))
    },
  )

  it('is refused where FLAC would lose something, or where there is no sound', async () => {
    const wav = floatWav(aSound(8000), 8000)
    await expect(render(wav, { format: 'flac' })).rejects.toMatchObject({ reason: 'has finer samples than FLAC holds' })
    await expect(render(wav.subarray(0, 20), { format: 'ogg', quality: 5 })).rejects.toMatchObject({
      reason: 'cannot be read',
    })
  })
})

function floatWav(samples: Float32Array, sampleRateHz: number): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.byteLength, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(3, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(sampleRateHz, 24)
  header.writeUInt32LE(sampleRateHz * 4, 28)
  header.writeUInt16LE(4, 32)
  header.writeUInt16LE(32, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.byteLength, 40)
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)])
}

describe('sound work in threads', () => {
  const workerUrl = new URL('../../../shared/node/workers/audio-worker.ts', import.meta.url)
  const pool = createAudioPool({ workerUrl })
  afterAll(() => pool.close())

  it('gives what it gives here', async () => {
    const wav = encodeWav24([aSound(16_000)], 16_000)
    expect(Buffer.from(await pool.encode(wav, { format: 'flac' }))).toEqual(await render(wav, { format: 'flac' }))
    expect(await pool.examine(wav)).toEqual({ seconds: 0.7 })
    expect(await pool.examine(Buffer.from('no sound at all'))).toEqual({ fault: 'does not decode' })
    await expect(pool.encode(Buffer.from('none'), { format: 'flac' })).rejects.toMatchObject({
      reason: 'cannot be read',
    })
  })

  it('can be called off', async () => {
    const wav = encodeWav24([aSound(48_000, 20)], 48_000)
    const calling = new AbortController()
    const encoding = pool.encode(wav, { format: 'mp3', bitsPerSecond: 128_000 }, calling.signal)
    calling.abort()
    await expect(encoding).rejects.toThrow('abort')
    expect(await pool.examine(encodeWav24([aSound(8000)], 8000))).toEqual({ seconds: 0.7 })
  })
})
