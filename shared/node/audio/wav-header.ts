import { AudioFault } from './audio-fault.ts'
import { pcm24BytesPerSample } from './pcm24.ts'

export interface SoundShape {
  sampleRateHz: number
  channelCount: number
}

const plainHeaderBytes = 44
const extensibleHeaderBytes = 68
const wavFormatPcm = 1
const wavFormatExtensible = 0xfffe
/** KSDATAFORMAT_SUBTYPE_PCM, in the byte order of the file. */
const pcmSubformat = Buffer.from('0100000000001000800000aa00389b71', 'hex')

/** RIFF sizes have 32 bits: 4.1 hours of 48 kHz stereo. */
const riffLimitBytes = 0xffff_ffff

/** Where the sound begins in a file that wavHeader opens. */
export function wavHeaderBytes(channelCount: number): number {
  return channelCount > 2 ? extensibleHeaderBytes : plainHeaderBytes
}

/** A chunk of odd size is followed by one zero byte that its own size leaves out. */
export function padBytesAfter(dataBytes: number): 0 | 1 {
  return dataBytes % 2 === 0 ? 0 : 1
}

/** How many frames of 24-bit sound one file can hold. */
export function mostWavFrames({ channelCount }: SoundShape): number {
  return Math.floor((riffLimitBytes - wavHeaderBytes(channelCount) - 1) / (channelCount * pcm24BytesPerSample))
}

/**
 * The header of a 24-bit PCM WAV file; the sound follows it, then a zero byte if the sound's bytes are odd in number.
 * Up to two channels it is the plain form that every player reads. More than two need WAVE_FORMAT_EXTENSIBLE, here
 * with channel mask 0: the inputs of an interface belong to no loudspeaker.
 */
export function wavHeader(shape: SoundShape, frameCount: number): Buffer<ArrayBuffer> {
  const { sampleRateHz, channelCount } = shape
  if (frameCount > mostWavFrames(shape)) throw new AudioFault('too large', `${frameCount} frames`)
  const extensible = channelCount > 2
  const frameBytes = channelCount * pcm24BytesPerSample
  const dataBytes = frameCount * frameBytes
  const header = Buffer.alloc(wavHeaderBytes(channelCount))
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(header.length - 8 + dataBytes + padBytesAfter(dataBytes), 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(extensible ? 40 : 16, 16)
  header.writeUInt16LE(extensible ? wavFormatExtensible : wavFormatPcm, 20)
  header.writeUInt16LE(channelCount, 22)
  header.writeUInt32LE(sampleRateHz, 24)
  header.writeUInt32LE(sampleRateHz * frameBytes, 28)
  header.writeUInt16LE(frameBytes, 32)
  header.writeUInt16LE(pcm24BytesPerSample * 8, 34)
  if (extensible) {
    header.writeUInt16LE(22, 36)
    header.writeUInt16LE(pcm24BytesPerSample * 8, 38)
    pcmSubformat.copy(header, 44)
  }
  header.write('data', header.length - 8, 'latin1')
  header.writeUInt32LE(dataBytes, header.length - 4)
  return header
}
