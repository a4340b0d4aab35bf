/** Samples of one buffer, its channels side by side; the memory is used again for the next. */
export function createInterleaver(): (data: AudioData) => Float32Array {
  let plane = new Float32Array(0)
  let interleaved = new Float32Array(0)
  return (data) => {
    const { numberOfFrames, numberOfChannels } = data
    const samples = numberOfFrames * numberOfChannels
    if (plane.length !== numberOfFrames) plane = new Float32Array(numberOfFrames)
    if (interleaved.length !== samples) interleaved = new Float32Array(samples)
    for (let channel = 0; channel < numberOfChannels; channel += 1) {
      data.copyTo(plane, { planeIndex: channel, format: 'f32-planar' })
      for (let frame = 0; frame < numberOfFrames; frame += 1) {
        interleaved[frame * numberOfChannels + channel] = plane[frame] ?? 0
      }
    }
    return interleaved
  }
}
