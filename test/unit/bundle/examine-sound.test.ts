import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import { examineSound } from '#shared/node/bundle/examine-sound.ts'
import { toneIn } from '#test/sounds.ts'

const fixture = (name: string) => readFileSync(new URL(`../audio/fixtures/${name}`, import.meta.url))
const wav = encodeWav24([toneIn(0.1, 0.2, 48_000)], 48_000)
const examine = (head: Uint8Array, sizeBytes = head.length) => examineSound({ path: 'data/a', head, sizeBytes })

describe('a sound of a bundle', () => {
  it.for(['mono.flac', 'stereo.flac', 'mono-flac.ogg', 'stereo-vorbis.ogg', 'mono.mp3', 'stereo.mp3'])(
    'can be heard: %s',
    async (name) => {
      expect(await examine(fixture(name))).toBeNull()
    },
  )

  it('can be heard in WAV, of which the beginning is enough', async () => {
    expect(await examine(wav)).toBeNull()
    expect(await examine(wav.subarray(0, 4096), wav.length)).toBeNull()
  })

  it.for<[string, Uint8Array, string]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a text', Buffer.from('no sound at all, but some words'), 'not a sound file'],
    ['a WAV header alone', wav.subarray(0, 44), 'no sound in it'],
    ['a form that only other players know', fixture('mono.m4a'), 'm4a cannot be decoded here'],
    [
      'FLAC full of noise',
      Buffer.concat([fixture('mono.flac').subarray(0, 60), Buffer.alloc(4000, 0xa5)]),
      'does not decode',
    ],
    [
      'Vorbis full of noise',
      Buffer.concat([fixture('stereo-vorbis.ogg').subarray(0, 100), Buffer.alloc(4000, 0xa5)]),
      'does not decode',
    ],
  ])('cannot be heard of %s', async ([, bytes, reason]) => {
    expect(await examine(bytes)).toBe(reason)
  })

  it('is not decoded without end: some megabytes can hold weeks of silence', async () => {
    const frame = Buffer.concat(fewBytesOfMp3())
    expect(await examine(Buffer.concat(Array<Buffer>(26_000).fill(frame)))).toBe('too large')
  })

  it('does not keep others waiting until it is decoded', async () => {
    let pieces = 0
    let piecesBeforeOthers = Number.POSITIVE_INFINITY
    class Watched extends Uint8Array<ArrayBuffer> {
      override subarray(begin?: number, end?: number) {
        pieces += 1
        if (pieces === 10) setImmediate(() => (piecesBeforeOthers = pieces))
        return super.subarray(begin, end)
      }
    }
    await examine(Watched.from(Buffer.concat(Array<Buffer>(40).fill(fixture('stereo.mp3')))))
    expect(piecesBeforeOthers).toBeLessThan(pieces / 2)
  })
})

/** The shortest MPEG-2 Layer III frame of silence: 8 kbit/s at 22,050 Hz, mono. */
function fewBytesOfMp3(): Buffer[] {
  return [Buffer.from([0xff, 0xf3, 0x10, 0xc4]), Buffer.alloc(22)]
}
