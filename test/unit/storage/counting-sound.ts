/** A sound in which every sample tells its place, in steps that 24 bits keep exactly: a lost or doubled one shows. */
export function countingSound(frameCount: number, channelCount = 1, firstFrame = 0): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: frameCount * channelCount }, (_, index) => {
    const place = firstFrame * channelCount + index
    return (((place * 7919) % 60_000) - 30_000) / 32_768
  })
}

/** The same as a recorder's chunk. */
export function countingChunk(frameCount: number, channelCount = 1, firstFrame = 0): Uint8Array<ArrayBuffer> {
  return new Uint8Array(countingSound(frameCount, channelCount, firstFrame).buffer)
}
