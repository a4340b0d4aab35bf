/**
 * Praat's Gaussian window: (e^(−48·t²) − e^(−12)) / (1 − e^(−12)), t = −½…½ over `widthSamples`, so that it comes down
 * to zero at its ends. Half of its width is the length that it is called by, since it holds nearly all of the weight.
 */
export function gaussianWindow(length: number, widthSamples: number): Float64Array {
  const edge = Math.exp(-12)
  const middle = (length - 1) / 2
  return Float64Array.from(
    { length },
    (_, index) => (Math.exp(-48 * ((index - middle) / widthSamples) ** 2) - edge) / (1 - edge),
  )
}
