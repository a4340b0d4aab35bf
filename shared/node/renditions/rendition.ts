/** Another form of a source's sound. Bit rates in bits a second; Vorbis quality −1…10. */
export type Rendition =
  | { format: 'flac' }
  | { format: 'mp3'; bitsPerSecond: 128_000 | 192_000 }
  | { format: 'ogg'; quality: number }

export type RenditionFaultReason =
  | 'cannot be read'
  /** The encoder failed, or took too long. */
  | 'cannot be encoded'
  /** Floating point, or integers of more than 24 bits: FLAC could not give the same samples back. */
  | 'has finer samples than FLAC holds'
  | 'has more than two channels'

/** This sound can't have that form; every other may go on. */
export class RenditionFault extends Error {
  override readonly name = 'RenditionFault'
  readonly reason: RenditionFaultReason

  constructor(reason: RenditionFaultReason) {
    super(`the sound ${reason}`)
    this.reason = reason
  }
}
