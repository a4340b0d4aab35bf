import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeAudio, extensionOf } from '#shared/node/audio/decode-audio.ts'
import { sniffFormat } from '#shared/node/audio/sniff-format.ts'
import { encodeWav24 } from '#shared/node/audio/wav.ts'

const fixture = (name: string) => readFile(join(import.meta.dirname, 'fixtures', name))

const sampleRateHz = 44_100
/** What every fixture was made from: 4000 frames of a tone, then silence; a second channel has half of it, turned over. */
const step = (frame: number) =>
  frame < 4000 ? Math.round(16_000 * Math.sin((2 * Math.PI * 440 * frame) / sampleRateHz)) : 0
const left = Float32Array.from({ length: 11_025 }, (_, frame) => step(frame) / 32_768)
const right = Float32Array.from({ length: 11_025 }, (_, frame) => (-step(frame) >> 1) / 32_768)

function worstError(channel: Float32Array | undefined, expected: Float32Array): number {
  return expected.reduce((worst, value, frame) => Math.max(worst, Math.abs(value - (channel?.[frame] ?? Infinity))), 0)
}

async function outcomeOf(file: Uint8Array): Promise<{ fault?: string; channels?: Float32Array[] }> {
  try {
    const { channels } = await decodeAudio(file)
    return { channels }
  } catch (error) {
    return { fault: error instanceof Error ? error.name : 'something odd' }
  }
}

// The decoders tell the console of what they could not read; whoever asked is told by the fault.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('a sound file', () => {
  it.each([
    ['mono.flac', 'flac', [left]],
    ['stereo.flac', 'flac', [left, right]],
    ['mono-flac.ogg', 'ogg', [left]],
  ])('%s comes out exact, to the last frame of its silence', async (name, format, channels) => {
    expect(await decodeAudio(await fixture(name))).toEqual({ format, sampleRateHz, channels, frameCount: left.length })
  })

  it.each([
    ['mono.mp3', 'mp3', [left]],
    ['stereo.mp3', 'mp3', [left, right]],
    ['stereo-vorbis.ogg', 'ogg', [left, right]],
  ])('%s comes out in time and to its own length, without the padding of its coder', async (name, format, channels) => {
    const decoded = await decodeAudio(await fixture(name))
    expect(decoded).toMatchObject({ format, sampleRateHz, frameCount: left.length })
    expect(decoded.channels).toHaveLength(channels.length)
    channels.forEach((channel, index) => expect(worstError(decoded.channels[index], channel)).toBeLessThan(0.12))
  })

  it('is what its content says, never its name', async () => {
    const wav = encodeWav24([left], 8000)
    const tagged = Buffer.concat([
      Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x05'),
      Buffer.alloc(5),
      await fixture('stereo.flac'),
    ])
    const names = ['stereo.flac', 'mono-flac.ogg', 'mono.mp3', 'stereo-vorbis.ogg', 'mono.m4a', 'mono.aac']
    const files = [wav, tagged, ...(await Promise.all(names.map(fixture)))]
    expect(files.map(sniffFormat)).toEqual(['wav', 'flac', 'flac', 'ogg', 'mp3', 'ogg', 'm4a', null])
    expect(extensionOf('ogg')).toBe('ogg')
    expect(await decodeAudio(tagged)).toMatchObject({ format: 'flac', frameCount: left.length })
  })

  it('may end in an old title tag', async () => {
    const tag = Buffer.alloc(128)
    tag.write('TAG')
    expect(await decodeAudio(Buffer.concat([await fixture('mono.mp3'), tag]))).toMatchObject({
      frameCount: left.length,
    })
  })

  it.each([
    ['mono.m4a', 'm4a cannot be decoded here'],
    ['mono.aac', 'not a sound file'],
    ['mono-opus.ogg', 'unknown sample format'],
  ])('%s is refused, with the reason', async (name, reason) => {
    await expect(decodeAudio(await fixture(name))).rejects.toMatchObject({ name: 'AudioFault', reason })
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['zeros', Buffer.alloc(10_000), 'not a sound file'],
    [
      'words that happen to begin like an MP3',
      Buffer.from('\xff\xfb\x90\x00 and so on'.repeat(99), 'latin1'),
      'not a sound file',
    ],
    ['a page of nothing', Buffer.concat([Buffer.from('OggS'), Buffer.alloc(600)]), 'unknown sample format'],
    ['a Vorbis head without a body', Buffer.from('OggS\x00\x02\x00\x00\x01vorbis', 'latin1'), 'does not decode'],
  ])('that is really %s is refused', async (_, bytes, reason) => {
    await expect(decodeAudio(bytes)).rejects.toMatchObject({ name: 'AudioFault', reason })
  })

  it('in FLAC that is cut off or damaged is refused, never played as something else', async () => {
    const whole = await fixture('stereo.flac')
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (place, byte, cut) => {
        const file = Buffer.from(cut ? whole.subarray(0, place) : whole)
        if (!cut) file[place] = byte
        expect([{ fault: 'AudioFault' }, { channels: [left, right] }]).toContainEqual(await outcomeOf(file))
      }),
    )
  })

  it.each(['mono.mp3', 'stereo.mp3', 'stereo-vorbis.ogg', 'mono-flac.ogg'])(
    '%s may be damaged in any way: it is refused, or it gives channels of one length',
    async (name) => {
      const whole = await fixture(name)
      const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 })
      await fc.assert(
        fc.asyncProperty(damage, fc.nat(whole.length), async (places, length) => {
          const file = Buffer.from(whole.subarray(0, length))
          for (const [at, byte] of places) if (at < length) file[at] = byte
          const { fault, channels = [] } = await outcomeOf(file)
          expect(['AudioFault', undefined]).toContain(fault)
          expect(new Set(channels.map((channel) => channel.length)).size).toBeLessThanOrEqual(1)
        }),
      )
    },
  )
})
