/** A sound with a voice's outline: a pulse train through resonances, rising and falling; the same for the same figures. */
export interface SpokenSound {
  seconds: number
  pitchHz: number
  /** Centres of the resonances. */
  formantsHz: readonly number[]
  /** Share of breath in it, 0…1: high for a fricative. */
  breath: number
  /** Loudest sample, 0…1; above 1 it is clipped. */
  peak: number
}

const headSeconds = 0.5
const tailSeconds = 0.5

/** 16-bit samples at 48 kHz with a room's quiet around them. */
export function spokenSound({ seconds, pitchHz, formantsHz, breath, peak }: SpokenSound): Int16Array {
  const rate = 48_000
  const length = Math.round((headSeconds + seconds + tailSeconds) * rate)
  const start = Math.round(headSeconds * rate)
  const end = start + Math.round(seconds * rate)
  const voiced = new Float64Array(length)
  let seed = Math.round(pitchHz * 1000)
  const noise = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0
    return seed / 2 ** 31
  }
  let phase = 0
  for (let at = start; at < end; at += 1) {
    const along = (at - start) / (end - start)
    phase += (pitchHz * (1.06 - 0.12 * along)) / rate
    const pulse = phase >= 1 ? 1 : 0
    phase %= 1
    const rise = Math.min(1, along / 0.12) * Math.min(1, (1 - along) / 0.3)
    voiced[at] = rise * ((1 - breath) * pulse + breath * 0.2 * noise())
  }
  const shaped = formantsHz.reduce<Float64Array>((sound, centreHz) => resonate(sound, centreHz, rate), voiced)
  const loudest = shaped.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) || 1
  return Int16Array.from(shaped, (sample) => {
    const loud = (sample / loudest) * peak * 32_767 + noise() * 12
    return Math.max(-32_768, Math.min(32_767, Math.round(loud)))
  })
}

/** A two-pole resonator, 90 Hz wide. */
function resonate(sound: Float64Array, centreHz: number, rate: number): Float64Array<ArrayBuffer> {
  const radius = Math.exp((-Math.PI * 90) / rate)
  const turn = 2 * radius * Math.cos((2 * Math.PI * centreHz) / rate)
  const out = new Float64Array(sound.length)
  for (let at = 0; at < sound.length; at += 1)
    out[at] = (sound[at] ?? 0) + turn * (out[at - 1] ?? 0) - radius * radius * (out[at - 2] ?? 0)
  return out
}
