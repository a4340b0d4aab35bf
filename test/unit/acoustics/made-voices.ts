export const sampleRateHz = 48_000

export type Resonator = readonly [frequencyHz: number, bandwidthHz: number]

export interface MadeVoice {
  seconds: number
  /** The fundamental at a time. */
  f0Hz: (timeSeconds: number) => number
  resonators?: readonly Resonator[]
  rateHz?: number
}

/**
 * A voice whose figures are known: one band-limited pulse a period, falling by 6 dB an octave as a glottis's pulses and
 * lips together do, through two-pole resonators (D. Klatt 1980). Peak 0.5.
 */
export function madeVoice({ seconds, f0Hz, resonators = [], rateHz = sampleRateHz }: MadeVoice): Float32Array {
  // An even number of samples: no analysis window's middle falls on one, where rounding would choose the side.
  const length = 2 * Math.round((seconds * rateHz) / 2)
  let sound = pulses(length, rateHz, f0Hz)
  let before = 0
  sound = sound.map((sample) => {
    before = sample + Math.exp((-2 * Math.PI * 50) / rateHz) * before
    return before
  })
  for (const resonator of [...resonators, ...upperResonators(resonators, rateHz)]) {
    sound = through(sound, resonator, rateHz)
  }
  sound = faded(sound, Math.round(0.01 * rateHz))
  const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  return Float32Array.from(sound, (sample) => (0.5 * sample) / peak)
}

/** A throat's resonances go on every 1000 Hz or so; without them the spectrum would fall off a cliff. */
function upperResonators(resonators: readonly Resonator[], rateHz: number): Resonator[] {
  const highestHz = Math.max(0, ...resonators.map(([frequencyHz]) => frequencyHz))
  const count = resonators.length === 0 ? 0 : Math.floor((rateHz / 2 - highestHz - 250) / 1000)
  return Array.from({ length: count }, (_, index) => [highestHz + 1000 * (index + 1), 300 + 50 * index])
}

/** An end like a step would ring in any resampling. */
function faded(sound: Float64Array, length: number): Float64Array {
  return sound.map((sample, index) => {
    const near = Math.min(index + 0.5, sound.length - index - 0.5, length)
    return sample * (0.5 - 0.5 * Math.cos((Math.PI * near) / length))
  })
}

/** Between two samples a pulse is a sinc under a Hann window: a rounded place would make the pitch tremble. */
function pulses(length: number, rateHz: number, f0Hz: (timeSeconds: number) => number): Float64Array {
  const sound = new Float64Array(length)
  const reach = 12
  let phase = 0
  for (let index = 0; index < length; index += 1) {
    const step = f0Hz((index + 0.5) / rateHz) / rateHz
    phase += step
    if (phase < 1) continue
    phase -= 1
    const at = index - phase / step
    for (let near = Math.ceil(at - reach); near < at + reach; near += 1) {
      const x = Math.PI * (near - at)
      const value = (x === 0 ? 1 : Math.sin(x) / x) * (0.5 + 0.5 * Math.cos(x / reach))
      if (near >= 0 && near < length) sound[near] = (sound[near] ?? 0) + value
    }
  }
  return sound
}

function through(sound: Float64Array, [frequencyHz, bandwidthHz]: Resonator, rateHz: number): Float64Array {
  const radius = Math.exp((-Math.PI * bandwidthHz) / rateHz)
  const turn = 2 * radius * Math.cos((2 * Math.PI * frequencyHz) / rateHz)
  let last = 0
  let beforeLast = 0
  return sound.map((sample) => {
    const next = sample + turn * last - radius * radius * beforeLast
    beforeLast = last
    last = next
    return next
  })
}

/** Resonators of men's vowels after Peterson and Barney (1952), with bandwidths after Klatt (1980). */
const mens: Record<string, readonly Resonator[]> = {
  iː: resonatorsAt([270, 45], [2290, 90], [3010, 150]),
  ɛ: resonatorsAt([530, 60], [1840, 90], [2480, 150]),
  ɑː: resonatorsAt([730, 70], [1090, 80], [2440, 140]),
  uː: resonatorsAt([300, 50], [870, 70], [2240, 130]),
  ɜː: resonatorsAt([490, 55], [1350, 80], [1690, 110]),
}

function resonatorsAt(...first: Resonator[]): readonly Resonator[] {
  return [...first, [3500, 200], [4500, 250]]
}

export const vowels = Object.keys(mens)

/** The five resonators of a vowel; a throat shorter by a tenth, as women's are, has them a tenth higher. */
export function resonatorsOf(vowel: string, ceilingHz = 5000): readonly Resonator[] {
  const resonators = mens[vowel] ?? []
  return resonators.map(([frequencyHz, bandwidthHz]) => [(frequencyHz * ceilingHz) / 5000, bandwidthHz])
}
