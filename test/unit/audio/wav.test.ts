import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pcm24OfChannels, pcm24OfF32Le } from '#shared/node/audio/pcm24.ts'
import { mostWavFrames, wavHeader } from '#shared/node/audio/wav-header.ts'
import { decodeWav, encodeWav24, readWavLayout } from '#shared/node/audio/wav.ts'

const halfStep = 0.5 / 8_388_608
const highest = 8_388_607 / 8_388_608

interface Chunk {
  id: string
  body: Buffer
  /** What the header says instead of the body's length. */
  size?: number
  unpadded?: boolean
}

function chunk({ id, body, size = body.length, unpadded = false }: Chunk): Buffer {
  const head = Buffer.alloc(8)
  head.write(id, 'latin1')
  head.writeUInt32LE(size, 4)
  return Buffer.concat([head, body, Buffer.alloc(unpadded ? 0 : body.length % 2)])
}

function riff(chunks: Chunk[], { form = 'RIFF', size }: { form?: string; size?: number } = {}): Buffer {
  const body = Buffer.concat([Buffer.from('WAVE'), ...chunks.map(chunk)])
  return chunk({ id: form, body, size: size ?? body.length })
}

interface Format {
  tag: number
  channelCount?: number
  bits: number
  container?: number
  extra?: Buffer
}

function format({
  tag,
  channelCount = 1,
  bits,
  container = Math.ceil(bits / 8),
  extra = Buffer.alloc(0),
}: Format): Chunk {
  const body = Buffer.alloc(16)
  body.writeUInt16LE(tag, 0)
  body.writeUInt16LE(channelCount, 2)
  body.writeUInt32LE(48_000, 4)
  body.writeUInt32LE(48_000 * channelCount * container, 8)
  body.writeUInt16LE(channelCount * container, 12)
  body.writeUInt16LE(bits, 14)
  return { id: 'fmt ', body: Buffer.concat([body, extra]) }
}

const sixteenBit = format({ tag: 1, bits: 16 })
const threeSamples = Buffer.from([0x00, 0x80, 0x00, 0x00, 0xff, 0x7f])
const threeValues = [-1, 0, 32_767 / 32_768]

function valuesOf(file: Buffer): number[] {
  const [channel] = decodeWav(file).channels
  return [...(channel ?? [])]
}

function outcomeOf(act: () => unknown): string {
  try {
    act()
    return 'decoded'
  } catch (error) {
    return error instanceof Error ? error.name : 'something odd'
  }
}

describe('24-bit sound', () => {
  it('keeps any sample to half a step', () => {
    const sample = fc.float({ min: -1, max: Math.fround(highest), noNaN: true })
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 300 }), fc.integer({ min: 1, max: 5 }), (samples, channelCount) => {
        const frames = Math.floor(samples.length / channelCount)
        const channels = Array.from({ length: channelCount }, (_, index) =>
          Float32Array.from({ length: frames }, (_, frame) => samples[frame * channelCount + index] ?? 0),
        )
        const decoded = decodeWav(encodeWav24(channels, 44_100))
        expect(decoded).toMatchObject({ sampleRateHz: 44_100, frameCount: frames })
        channels.forEach((channel, index) => {
          channel.forEach((value, frame) => {
            expect(Math.abs(value - (decoded.channels[index]?.[frame] ?? Number.NaN))).toBeLessThanOrEqual(halfStep)
          })
        })
      }),
    )
  })

  it('keeps every 16-bit sample exactly', () => {
    const all = Float32Array.from({ length: 65_536 }, (_, index) => (index - 32_768) / 32_768)
    expect(decodeWav(encodeWav24([all], 48_000)).channels).toEqual([all])
  })

  it('clamps what is beyond full scale, and takes what is no number for silence', () => {
    const wild = Float32Array.from([1, 7, -7, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])
    expect(valuesOf(encodeWav24([wild], 48_000))).toEqual([highest, highest, -1, highest, -1, 0])
  })

  it('is the same from bytes at any alignment as from samples', () => {
    const samples = Float32Array.from({ length: 64 }, (_, index) => Math.sin(index))
    const bytes = new Uint8Array(samples.length * 4 + 3)
    for (const offset of [0, 1, 2, 3]) {
      bytes.set(new Uint8Array(samples.buffer), offset)
      expect(pcm24OfF32Le(bytes.subarray(offset, offset + samples.length * 4))).toEqual(pcm24OfChannels([samples]))
    }
  })
})

describe('the header', () => {
  it('is the plain one up to two channels, and WAVE_FORMAT_EXTENSIBLE beyond', () => {
    const shapes = [1, 2, 3, 8].map((channelCount) => wavHeader({ sampleRateHz: 48_000, channelCount }, 5))
    expect(shapes.map((header) => [header.length, header.readUInt16LE(20)])).toEqual([
      [44, 1],
      [44, 1],
      [68, 0xfffe],
      [68, 0xfffe],
    ])
  })

  it('counts the byte that fills an odd sound', () => {
    const file = encodeWav24([new Float32Array(5)], 48_000)
    expect([file.length, file.readUInt32LE(4) + 8, file.readUInt32LE(40)]).toEqual([60, 60, 15])
  })

  it('refuses a sound that no WAV file can hold', () => {
    const shape = { sampleRateHz: 48_000, channelCount: 2 }
    expect(wavHeader(shape, mostWavFrames(shape)).readUInt32LE(4)).toBeLessThanOrEqual(0xffff_ffff)
    expect(() => wavHeader(shape, mostWavFrames(shape) + 1)).toThrow(expect.objectContaining({ reason: 'too large' }))
  })
})

describe('a WAV file from elsewhere', () => {
  const guidOf = (tag: number) =>
    Buffer.from(`${tag.toString(16).padStart(2, '0')}00000000001000800000aa00389b71`, 'hex')
  const extension = (tag: number, validBits: number) => {
    const head = Buffer.alloc(8)
    head.writeUInt16LE(22, 0)
    head.writeUInt16LE(validBits, 2)
    return Buffer.concat([head, guidOf(tag)])
  }
  const float32 = Buffer.alloc(12)
  threeValues.forEach((value, index) => float32.writeFloatLE(value, index * 4))
  const float64 = Buffer.alloc(24)
  threeValues.forEach((value, index) => float64.writeDoubleLE(value, index * 8))
  const wide = (bytes: number) =>
    Buffer.concat([0, 2, 4].map((at) => Buffer.concat([Buffer.alloc(bytes - 2), threeSamples.subarray(at, at + 2)])))

  it.each([
    ['16-bit', sixteenBit, threeSamples],
    ['24-bit', format({ tag: 1, bits: 24 }), wide(3)],
    ['20-bit in 24', format({ tag: 1, bits: 20, container: 3 }), wide(3)],
    ['32-bit', format({ tag: 1, bits: 32 }), wide(4)],
    ['24-bit in 32', format({ tag: 1, bits: 24, container: 4 }), wide(4)],
    ['float', format({ tag: 3, bits: 32 }), float32],
    ['double', format({ tag: 3, bits: 64 }), float64],
    ['extensible 24-bit', format({ tag: 0xfffe, bits: 24, extra: extension(1, 24) }), wide(3)],
    ['extensible float', format({ tag: 0xfffe, bits: 32, extra: extension(3, 32) }), float32],
  ])('is understood when it is %s', (_, fmt, body) => {
    expect(valuesOf(riff([fmt, { id: 'data', body }]))).toEqual(threeValues)
  })

  it('is understood when it is 8-bit, whose samples have no sign', () => {
    const file = riff([format({ tag: 1, bits: 8 }), { id: 'data', body: Buffer.from([0, 128, 255]) }])
    expect(valuesOf(file)).toEqual([-1, 0, 127 / 128])
  })

  it('may hold other chunks, odd ones too, filled as they should be or not', () => {
    const list: Chunk = { id: 'LIST', body: Buffer.from('INFOx') }
    const data: Chunk = { id: 'data', body: threeSamples }
    const tail: Chunk = { id: 'id3 ', body: Buffer.from('abc') }
    expect(valuesOf(riff([list, sixteenBit, list, data, tail]))).toEqual(threeValues)
    expect(valuesOf(riff([{ ...list, unpadded: true }, sixteenBit, { ...list, unpadded: true }, data]))).toEqual(
      threeValues,
    )
  })

  it('may never have had its sizes filled in, because it was streamed or its writer died', () => {
    for (const size of [0, 0xffff_ffff, 0x7fff_f000]) {
      const data: Chunk = { id: 'data', body: threeSamples, size }
      expect(valuesOf(riff([sixteenBit, data], { size: size === 0 ? 36 : size }))).toEqual(threeValues)
    }
  })

  it('may truly be empty', () => {
    const file = riff([sixteenBit, { id: 'data', body: Buffer.alloc(0) }, { id: 'LIST', body: threeSamples }])
    expect(decodeWav(file)).toMatchObject({ frameCount: 0 })
  })

  it('may be RF64, which says its size elsewhere', () => {
    const sizes = Buffer.alloc(28)
    sizes.writeBigUInt64LE(6n, 8)
    const data: Chunk = { id: 'data', body: threeSamples, size: 0xffff_ffff }
    const trailing: Chunk = { id: 'LIST', body: threeSamples }
    const file = riff([{ id: 'ds64', body: sizes }, sixteenBit, data, trailing], { form: 'RF64', size: 0xffff_ffff })
    expect(valuesOf(file)).toEqual(threeValues)
  })

  it('gives the whole frames that are left of it, wherever it is cut off', () => {
    const whole = encodeWav24([Float32Array.of(0.5, 0.25, -0.5), Float32Array.of(-0.5, 0, 1)], 48_000)
    fc.assert(
      fc.property(fc.integer({ min: 44, max: whole.length }), (length) => {
        const { frameCount, channels } = decodeWav(whole.subarray(0, length))
        expect(frameCount).toBe(Math.floor((length - 44) / 6))
        expect([...(channels[0] ?? [])]).toEqual([0.5, 0.25, -0.5].slice(0, frameCount))
      }),
    )
  })

  it.each([
    ['nothing at all', Buffer.alloc(0), 'empty'],
    ['words', Buffer.from('This is no sound, but it is long enough.'), 'not a sound file'],
    ['a picture in RIFF', Buffer.from('RIFF\x10\x00\x00\x00WEBPVP8 '), 'not a sound file'],
    ['a header cut short', encodeWav24([new Float32Array(9)], 48_000).subarray(0, 30), 'cut off'],
    ['a file without sound', riff([sixteenBit]), 'no sound in it'],
    ['sound before its format', riff([{ id: 'data', body: threeSamples }, sixteenBit]), 'unknown sample format'],
    [
      'compressed sound',
      riff([format({ tag: 0x55, bits: 0 }), { id: 'data', body: threeSamples }]),
      'unknown sample format',
    ],
    [
      '12-bit floats',
      riff([format({ tag: 3, bits: 12 }), { id: 'data', body: threeSamples }]),
      'unknown sample format',
    ],
    [
      'no channels',
      riff([format({ tag: 1, bits: 16, channelCount: 0 }), { id: 'data', body: threeSamples }]),
      'unknown sample format',
    ],
  ])('is refused, with the reason, when it is %s', (_, file, reason) => {
    expect(() => decodeWav(file)).toThrow(expect.objectContaining({ name: 'AudioFault', reason }))
  })

  it('is refused beyond 4 GiB', () => {
    const head = encodeWav24([new Float32Array(9)], 48_000)
    expect(() => readWavLayout(head, 2 ** 32 + 44)).toThrow(expect.objectContaining({ reason: 'too large' }))
  })

  it('never makes the reader fail in any other way, whatever its bytes', () => {
    const seed = encodeWav24([new Float32Array(9), new Float32Array(9)], 48_000)
    const damage = fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 8 })
    fc.assert(
      fc.property(damage, (places) => {
        const file = Buffer.from(seed)
        for (const [at, byte] of places) file[at] = byte
        expect(outcomeOf(() => decodeWav(file))).toMatch(/^(decoded|AudioFault)$/)
      }),
      { numRuns: 2000 },
    )
  })
})
