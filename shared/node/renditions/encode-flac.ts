import { createRequire } from 'node:module'
import type libflacjs from 'libflacjs'
import type { Sound } from '../audio/sound.ts'

/** As far as this small and slow build of libFLAC goes: the samples come back exactly. */
export type FlacBits = 8 | 16 | 24

type Flac = ReturnType<typeof libflacjs>

let loading: Promise<Flac> | undefined

/** The build in plain JavaScript: the one in WebAssembly fetches itself by address, which Node cannot do with a file. */
function loadFlac(): Promise<Flac> {
  loading ??= new Promise<Flac>((resolve) => {
    const flac = (createRequire(import.meta.url)('libflacjs') as typeof libflacjs)('min')
    if (flac.isReady()) resolve(flac)
    else flac.on('ready', () => resolve(flac))
  })
  return loading
}

const compression = 5
const mostFramesAtOnce = 65_536

/** A FLAC file of a sound whose samples are whole steps of `bits`. */
export async function encodeFlac({ channels, sampleRateHz, frameCount }: Sound, bits: FlacBits): Promise<Buffer> {
  const flac = await loadFlac()
  const parts: Buffer[] = []
  const encoder = flac.create_libflac_encoder(sampleRateHz, channels.length, bits, compression, frameCount, true, 0)
  if (encoder === 0) throw new Error('libFLAC refused the sound')
  let streamInfo: { min_framesize: number; max_framesize: number; md5sum: string } | undefined
  try {
    const status = flac.init_encoder_stream(
      encoder,
      (bytes) => void parts.push(Buffer.from(bytes)),
      (metadata) => {
        streamInfo = metadata
      },
    )
    if (status !== 0) throw new Error(`libFLAC could not begin (${status})`)
    const scale = 2 ** (bits - 1)
    for (let start = 0; start < frameCount; start += mostFramesAtOnce) {
      const pieces = channels.map((channel) =>
        Int32Array.from(channel.subarray(start, start + mostFramesAtOnce), (sample) => Math.round(sample * scale)),
      )
      if (!flac.FLAC__stream_encoder_process(encoder, pieces, pieces[0]?.length ?? 0))
        throw new Error('libFLAC could not take the sound')
    }
    if (!flac.FLAC__stream_encoder_finish(encoder)) throw new Error('libFLAC could not end')
  } finally {
    flac.FLAC__stream_encoder_delete(encoder)
  }
  const file = Buffer.concat(parts)
  if (streamInfo !== undefined) completeStreamInfo(file, streamInfo)
  return file
}

/** The head of the stream was written before these were known (RFC 9639, 8.2: sizes of frames, and the sound's MD5). */
function completeStreamInfo(
  file: Buffer,
  streamInfo: { min_framesize: number; max_framesize: number; md5sum: string },
): void {
  file.writeUIntBE(streamInfo.min_framesize, 12, 3)
  file.writeUIntBE(streamInfo.max_framesize, 15, 3)
  file.write(streamInfo.md5sum, 26, 'hex')
}
