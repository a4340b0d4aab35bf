/** Samples −1…1, one array a channel, all of `frameCount`. */
export interface Sound {
  sampleRateHz: number
  channels: Float32Array<ArrayBuffer>[]
  frameCount: number
}
