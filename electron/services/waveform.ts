import type { Waveform } from '#shared/contract/schemas.ts'
import type { StoredWaveform } from '../catalog/waveforms.ts'

/** A stored outline in the shape that crosses the wire. */
export function drawnWaveform({ sampleRateHz, frameCount, points, peaks }: StoredWaveform): Waveform {
  return { sampleRateHz, frameCount, points, peaksBase64: Buffer.from(peaks).toString('base64') }
}
