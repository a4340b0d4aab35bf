export interface Spectrum {
  /** Bins 0…size / 2, of which the first and the last are real. */
  re: Float64Array
  im: Float64Array
}

export interface RealFft {
  readonly size: number
  /**
   * X[k] = Σ x[n]·e^(−2πi·kn/size), unscaled. Takes up to `size` samples, the rest counts as zeros. What it gives is
   * overwritten by the next call.
   */
  transform(samples: ArrayLike<number>): Spectrum
}

/**
 * The discrete Fourier transform of real samples, by the radix-2 algorithm of Cooley and Tukey (1965) at half the size:
 * even samples as real and odd ones as imaginary parts, taken apart afterwards. `size` is a power of two, 4 or more;
 * anything else is a RangeError.
 */
export function createRealFft(size: number): RealFft {
  if (size < 4 || !Number.isInteger(Math.log2(size))) throw new RangeError(`no power of two from 4 on: ${size}`)
  const half = size / 2
  const cosine = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size))
  const sine = Float64Array.from({ length: half }, (_, k) => Math.sin((2 * Math.PI * k) / size))
  const places = reversedPlaces(half)
  const a = new Float64Array(half)
  const b = new Float64Array(half)
  const spectrum = { re: new Float64Array(half + 1), im: new Float64Array(half + 1) }

  function transform(samples: ArrayLike<number>): Spectrum {
    for (let index = 0; index < half; index += 1) {
      const place = places[index] ?? 0
      a[place] = samples[2 * index] ?? 0
      b[place] = samples[2 * index + 1] ?? 0
    }
    for (let span = 1; span < half; span *= 2) butterflies(span)
    takeApart()
    return spectrum
  }

  function butterflies(span: number): void {
    const turn = half / span
    for (let k = 0; k < span; k += 1) {
      const c = cosine[k * turn] ?? 0
      const s = sine[k * turn] ?? 0
      for (let low = k; low < half; low += 2 * span) {
        const high = low + span
        const re = (a[high] ?? 0) * c + (b[high] ?? 0) * s
        const im = (b[high] ?? 0) * c - (a[high] ?? 0) * s
        a[high] = (a[low] ?? 0) - re
        b[high] = (b[low] ?? 0) - im
        a[low] = (a[low] ?? 0) + re
        b[low] = (b[low] ?? 0) + im
      }
    }
  }

  function takeApart(): void {
    const { re, im } = spectrum
    for (let k = 0; k <= half; k += 1) {
      const one = k === half ? 0 : k
      const other = k === 0 ? 0 : half - k
      const evenRe = ((a[one] ?? 0) + (a[other] ?? 0)) / 2
      const evenIm = ((b[one] ?? 0) - (b[other] ?? 0)) / 2
      const oddRe = ((b[one] ?? 0) + (b[other] ?? 0)) / 2
      const oddIm = ((a[other] ?? 0) - (a[one] ?? 0)) / 2
      const c = k === half ? -1 : (cosine[k] ?? 0)
      const s = k === half ? 0 : (sine[k] ?? 0)
      re[k] = evenRe + oddRe * c + oddIm * s
      im[k] = evenIm + oddIm * c - oddRe * s
    }
  }

  return { size, transform }
}

/** Where each sample goes: its index with the bits in reverse. */
function reversedPlaces(length: number): Uint32Array {
  const places = new Uint32Array(length)
  for (let index = 1; index < length; index += 1) {
    places[index] = ((places[index >> 1] ?? 0) >> 1) + (index % 2 === 1 ? length / 2 : 0)
  }
  return places
}

/** The smallest power of two from `length` on, and at least 4. */
export function fftSizeFor(length: number): number {
  return 2 ** Math.max(2, Math.ceil(Math.log2(length)))
}
