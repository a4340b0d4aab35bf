/** A complex signal, or its spectrum; both parts as long, and a power of two. */
export interface ComplexSignal {
  re: Float64Array
  im: Float64Array
}

/**
 * The discrete Fourier transform in place (J. W. Cooley and J. W. Tukey 1965, radix two), unscaled; `inverse` divides by
 * the length, so that there and back is where it was.
 */
export function transform({ re, im }: ComplexSignal, direction: 'forward' | 'inverse'): void {
  const size = re.length
  reorder(re, im)
  const sign = direction === 'forward' ? -1 : 1
  for (let half = 1; half < size; half *= 2) {
    for (let turn = 0; turn < half; turn += 1) {
      const angle = (sign * Math.PI * turn) / half
      const cosine = Math.cos(angle)
      const sine = Math.sin(angle)
      for (let upper = turn; upper < size; upper += 2 * half) {
        const lower = upper + half
        const lowerRe = (re[lower] ?? 0) * cosine - (im[lower] ?? 0) * sine
        const lowerIm = (re[lower] ?? 0) * sine + (im[lower] ?? 0) * cosine
        re[lower] = (re[upper] ?? 0) - lowerRe
        im[lower] = (im[upper] ?? 0) - lowerIm
        re[upper] = (re[upper] ?? 0) + lowerRe
        im[upper] = (im[upper] ?? 0) + lowerIm
      }
    }
  }
  if (direction === 'forward') return
  for (let index = 0; index < size; index += 1) {
    re[index] = (re[index] ?? 0) / size
    im[index] = (im[index] ?? 0) / size
  }
}

/** Each value to the place whose binary digits are its own, backwards. */
function reorder(re: Float64Array, im: Float64Array): void {
  let mirrored = 0
  for (let index = 1; index < re.length; index += 1) {
    let bit = re.length >> 1
    while (mirrored & bit) {
      mirrored ^= bit
      bit >>= 1
    }
    mirrored |= bit
    if (index >= mirrored) continue
    swap(re, index, mirrored)
    swap(im, index, mirrored)
  }
}

function swap(values: Float64Array, a: number, b: number): void {
  const first = values[a] ?? 0
  values[a] = values[b] ?? 0
  values[b] = first
}

export function powerOfTwoFrom(least: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, least)))
}
