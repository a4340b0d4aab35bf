/** The mean of the channels, as the checks hear a take; the memory is used again for the next. */
export function createMonoMix(channelCount: number): (interleaved: Float32Array) => Float32Array {
  let mono = new Float32Array(0)
  return (interleaved) => {
    const frames = interleaved.length / channelCount
    if (mono.length !== frames) mono = new Float32Array(frames)
    for (let frame = 0; frame < frames; frame += 1) {
      let sum = 0
      for (let channel = 0; channel < channelCount; channel += 1) {
        sum += interleaved[frame * channelCount + channel] ?? 0
      }
      mono[frame] = sum / channelCount
    }
    return mono
  }
}
