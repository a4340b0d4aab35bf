import { AudioFault } from '../audio/audio-fault.ts'
import type { DecodedAudio } from '../audio/decode-audio.ts'
import { decodeAudio } from '../audio/decode-audio.ts'
import { readWavLayout } from '../audio/wav.ts'
import type { FlacBits } from './encode-flac.ts'
import type { Rendition } from './rendition.ts'
import { RenditionFault } from './rendition.ts'

/** The same sound in another form: as loud, as long, with the same pads. Throws RenditionFault. */
export async function render(file: Uint8Array, rendition: Rendition): Promise<Buffer> {
  const audio = await decoded(file)
  // Encoders are large, and a thread that only listens needs none.
  if (rendition.format === 'flac') {
    const bits = flacBitsOf(file, audio)
    return (await import('./encode-flac.ts')).encodeFlac(audio, bits)
  }
  if (audio.channels.length > 2) throw new RenditionFault('has more than two channels')
  const { encodeMp3, encodeVorbis } = await import('./encode-lossy.ts')
  if (rendition.format === 'mp3') return encodeMp3(audio, rendition.bitsPerSecond)
  return encodeVorbis(audio, rendition.quality)
}

async function decoded(file: Uint8Array): Promise<DecodedAudio> {
  try {
    return await decodeAudio(file)
  } catch (error) {
    if (error instanceof AudioFault) throw new RenditionFault('cannot be read')
    throw error
  }
}

/** What an MP3 or Ogg decodes to has no steps of its own: 24 bits are finer than it ever was. */
function flacBitsOf(file: Uint8Array, { format }: DecodedAudio): FlacBits {
  if (format !== 'wav') return 24
  const { encoding, bytesPerSample } = readWavLayout(file)
  if (encoding === 'float' || bytesPerSample > 3) throw new RenditionFault('has finer samples than FLAC holds')
  return ({ 1: 8, 2: 16, 3: 24 } as const)[bytesPerSample as 1 | 2 | 3]
}
