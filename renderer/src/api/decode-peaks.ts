import type { Waveform } from '#shared/contract/schemas.ts'

/** A waveform's outline, ready for drawing: lowest and highest sample of each stretch, −1…1. */
export interface Outline {
  lows: Float32Array<ArrayBuffer>
  highs: Float32Array<ArrayBuffer>
  durationSeconds: number
}

/** Decodes the base64 Int8 pairs that travel (low, high, low, …, each −127…127). */
export function decodePeaks({
  peaksBase64,
  points,
  frameCount,
  sampleRateHz,
}: Pick<Waveform, 'peaksBase64' | 'points' | 'frameCount' | 'sampleRateHz'>): Outline {
  const bytes = Int8Array.from(atob(peaksBase64), (character) => character.charCodeAt(0))
  const lows = new Float32Array(points)
  const highs = new Float32Array(points)
  for (let point = 0; point < points; point += 1) {
    lows[point] = (bytes[2 * point] ?? 0) / 127
    highs[point] = (bytes[2 * point + 1] ?? 0) / 127
  }
  return { lows, highs, durationSeconds: frameCount / sampleRateHz }
}
