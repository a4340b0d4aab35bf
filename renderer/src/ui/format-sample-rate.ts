/** `48 kHz`, `44.1 kHz`. */
export function formatSampleRate(sampleRateHz: number): string {
  return `${Number((sampleRateHz / 1000).toFixed(2))} kHz`
}
