export const pcm24BytesPerSample = 3

/** Full scale is −8,388,608, so that a 16-bit sample k, which capture delivers as k / 32,768, becomes exactly 256 k. */
const fullScale = 8_388_608

/** To the nearest step, clamped; NaN becomes 0. */
function quantise(sample: number): number {
  const step = Math.round(sample * fullScale)
  return step > fullScale - 1 ? fullScale - 1 : step < -fullScale ? -fullScale : step
}

function put(target: Buffer, offset: number, step: number): void {
  target[offset] = step
  target[offset + 1] = step >> 8
  target[offset + 2] = step >> 16
}

/** Little-endian 32-bit float samples (−1…1, any alignment, a whole number of them) → little-endian 24-bit PCM. */
export function pcm24OfF32Le(bytes: Uint8Array): Buffer<ArrayBuffer> {
  if (bytes.length % 4 !== 0) throw new RangeError(`${bytes.length} bytes are not whole 32-bit samples`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const sampleCount = bytes.length / 4
  const pcm = Buffer.alloc(sampleCount * pcm24BytesPerSample)
  for (let i = 0; i < sampleCount; i += 1) put(pcm, i * pcm24BytesPerSample, quantise(view.getFloat32(i * 4, true)))
  return pcm
}

/** Channels of equal length (−1…1) → interleaved little-endian 24-bit PCM. */
export function pcm24OfChannels(channels: readonly Float32Array[]): Buffer<ArrayBuffer> {
  const frameCount = channels[0]?.length ?? 0
  const pcm = Buffer.alloc(frameCount * channels.length * pcm24BytesPerSample)
  channels.forEach((channel, index) => {
    if (channel.length !== frameCount) throw new RangeError('channels differ in length')
    for (let frame = 0; frame < frameCount; frame += 1) {
      put(pcm, (frame * channels.length + index) * pcm24BytesPerSample, quantise(channel[frame] ?? 0))
    }
  })
  return pcm
}
