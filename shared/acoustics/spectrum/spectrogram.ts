import { createRealFft, fftSizeFor } from './fft.ts'
import { finiteSamples } from './finite-samples.ts'
import { frameTimes, startOfWindow, timeOfFrame } from './frame-times.ts'
import { gaussianWindow } from './gaussian-window.ts'

export interface SpectrogramOptions {
  /** Effective length of the Gaussian window, half of its whole: 5 ms shows formants, 30 ms harmonics. */
  windowSeconds?: number
  /** Between columns; never less than an eighth of what the window can tell apart, some 0.35 ms for 5 ms. */
  stepSeconds?: number
  /** 5000 shows vowels, 15,000 fricatives; at most half the sample rate. */
  maximumHz?: number
  /** What is further below the strongest cell is raised to that. */
  dynamicRangeDb?: number
}

export interface Spectrogram {
  /** Middles of the columns, in seconds from the start of the sound. */
  times: Float64Array
  /** Middles of the cells of a column, in Hz, lowest first. */
  frequencies: Float64Array
  /** A column for each time, a level for each frequency. */
  columns: Float32Array[]
  /** The strongest cell; null where the sound has none, or where there isn't any column. */
  maximumDb: number | null
}

/** Frequencies nearer than this aren't worth a cell of their own. */
const leastCellHz = 20
const oversampling = 8
/** Of a cell without any power: below what a 24-bit file can hold. */
const nothingDb = -200

/**
 * Power spectra of short stretches, as Praat's "To Spectrogram" with a Gaussian window: for each cell the mean of
 * |X(f)|² over its bins, by the sum of the squared window. `samples` are mono, −1…1. Levels are 10·log10 of that; 0 dB
 * is the power of white noise of full-scale RMS. A sound shorter than the window (twice `windowSeconds`) has no
 * columns.
 */
export function spectrogram(
  samples: Float32Array,
  sampleRateHz: number,
  { windowSeconds = 0.005, stepSeconds = 0.002, maximumHz = 5000, dynamicRangeDb = 50 }: SpectrogramOptions = {},
): Spectrogram {
  const widthSamples = 2 * windowSeconds * sampleRateHz
  const length = 2 * Math.max(1, Math.floor(Math.floor(widthSamples) / 2) - 1)
  const window = gaussianWindow(length, widthSamples)
  const resolutionSeconds = windowSeconds / Math.sqrt(Math.PI)
  const times = frameTimes(
    samples.length / sampleRateHz,
    2 * windowSeconds,
    Math.max(stepSeconds, resolutionSeconds / oversampling),
  )

  const topHz = Math.min(maximumHz, sampleRateHz / 2)
  const wantedCellHz = Math.max(leastCellHz, 1 / resolutionSeconds / oversampling)
  const fft = createRealFft(fftSizeFor(Math.max(length, (Math.floor(topHz / wantedCellHz) * sampleRateHz) / topHz)))
  const binHz = sampleRateHz / fft.size
  const cellBins = Math.max(1, Math.floor(wantedCellHz / binHz))
  const cellCount = Math.floor(topHz / (cellBins * binHz))
  const scale = 1 / (window.reduce((sum, value) => sum + value * value, 0) * cellBins)

  const clean = finiteSamples(samples)
  const frame = new Float64Array(length)
  const columns = Array.from({ length: times.count }, (_, index) => {
    const start = startOfWindow(timeOfFrame(times, index), sampleRateHz, length)
    for (let i = 0; i < length; i += 1) frame[i] = (clean[start + i] ?? 0) * (window[i] ?? 0)
    const { re, im } = fft.transform(frame)
    const column = new Float32Array(cellCount)
    for (let cell = 0; cell < cellCount; cell += 1) {
      let power = 0
      for (let bin = cell * cellBins; bin < (cell + 1) * cellBins; bin += 1) {
        const x = re[bin] ?? 0
        const y = im[bin] ?? 0
        power += x * x + y * y
      }
      column[cell] = power > 0 ? Math.max(nothingDb, 10 * Math.log10(power * scale)) : nothingDb
    }
    return column
  })
  const strongest = columns.reduce((most, column) => column.reduce((high, db) => Math.max(high, db), most), nothingDb)
  const weakestDb = strongest - dynamicRangeDb
  return {
    times: Float64Array.from(columns, (_, index) => timeOfFrame(times, index)),
    frequencies: Float64Array.from({ length: cellCount }, (_, cell) => (cell * cellBins + (cellBins - 1) / 2) * binHz),
    columns: columns.map((column) => column.map((db) => Math.max(db, weakestDb))),
    maximumDb: strongest > nothingDb ? strongest : null,
  }
}
