import { isPlausibleLength } from '#shared/entities/plausible-length.ts'
import { AudioFault } from './audio-fault.ts'
import type { DecodedAudio } from './decode-audio.ts'
import { decodeAudio } from './decode-audio.ts'

/** Below this (−70 dBFS) a file counts as silence: a recording's own noise is louder, digital dither is not. */
const silencePeak = 10 ** (-70 / 20)

export type AudioExamined = DecodedAudio | 'does not decode' | 'silent' | 'implausible length'

export function isSilent(channels: readonly Float32Array[]): boolean {
  return channels.every((channel) => !channel.some((sample) => Math.abs(sample) > silencePeak))
}

/** Decodes, or says what keeps the bytes from counting. */
export async function examineAudio(bytes: Uint8Array): Promise<AudioExamined> {
  try {
    const audio = await decodeAudio(bytes)
    if (isSilent(audio.channels)) return 'silent'
    return isPlausibleLength(audio.frameCount / audio.sampleRateHz) ? audio : 'implausible length'
  } catch (error) {
    if (error instanceof AudioFault) return 'does not decode'
    throw error
  }
}
