import { framesOf, levelled, sampleRateHz, whiteNoise } from '../checks/a-take.ts'

/** What a room does while one waits for a speaker, as simple models; each differs by its seed. */
export interface Noise {
  name: string
  /** A stop may be taken for a knock: it is one. */
  likeStop?: boolean
  make(seed: number): Float32Array
}

/** Resonances struck by `drive`: [Hz, decay in ms, gain]. */
function ringing(drive: Float32Array, modes: readonly [number, number, number][]): Float32Array {
  const sum = new Float32Array(drive.length)
  for (const [frequencyHz, decayMs, gain] of modes) {
    const radius = Math.exp(-1 / framesOf(decayMs))
    const turn = 2 * radius * Math.cos((2 * Math.PI * frequencyHz) / sampleRateHz)
    let last = 0
    let beforeLast = 0
    drive.forEach((input, frame) => {
      const next = input + turn * last - radius * radius * beforeLast
      beforeLast = last
      last = next
      sum[frame] = (sum[frame] ?? 0) + gain * next * Math.sin((2 * Math.PI * frequencyHz) / sampleRateHz)
    })
  }
  return sum
}

function struck(ms: number, atMs: readonly number[], white: () => number): Float32Array {
  const drive = new Float32Array(framesOf(ms))
  for (const at of atMs) {
    for (let frame = 0; frame < framesOf(1.5); frame += 1) drive[framesOf(at) + frame] = white()
  }
  return drive
}

function shaped(ms: number, white: () => number, envelope: (t: number) => number): Float32Array {
  return Float32Array.from({ length: framesOf(ms) }, (_, frame) => white() * envelope((frame * 1000) / sampleRateHz))
}

/** Peak instead of RMS for what is over in a moment. */
function peaking(samples: Float32Array, peakDbfs: number): Float32Array {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  return samples.map((sample) => (sample * 10 ** (peakDbfs / 20)) / peak)
}

const between = (white: () => number, least: number, most: number) => least + ((white() + 1) / 2) * (most - least)

export const noises: readonly Noise[] = [
  {
    name: 'a mouse click',
    make: (seed) =>
      peaking(
        shaped(15, whiteNoise(seed), (t) => Math.exp(-t / 1.5)),
        -22,
      ),
  },
  {
    name: 'a key struck and let go',
    make(seed) {
      const white = whiteNoise(seed)
      const clicks = new Float32Array(framesOf(140))
      clicks.set(shaped(18, white, (t) => Math.exp(-t / 2.5)))
      clicks.set(
        shaped(18, white, (t) => 0.6 * Math.exp(-t / 2.5)),
        framesOf(between(white, 70, 110)),
      )
      return peaking(clicks, -20)
    },
  },
  {
    name: 'a knock on the table',
    likeStop: true,
    make(seed) {
      const white = whiteNoise(seed)
      const low = between(white, 130, 260)
      return peaking(
        ringing(struck(300, [0], white), [
          [low, 22, 1],
          [low * 2.3, 14, 0.7],
          [low * 5.1, 7, 0.4],
        ]),
        -10,
      )
    },
  },
  {
    name: 'two knocks',
    likeStop: true,
    make(seed) {
      const white = whiteNoise(seed)
      const low = between(white, 130, 260)
      return peaking(
        ringing(struck(500, [0, 180], white), [
          [low, 20, 1],
          [low * 2.7, 12, 0.6],
        ]),
        -12,
      )
    },
  },
  {
    name: 'a cough-like burst',
    make(seed) {
      const white = whiteNoise(seed)
      const decayMs = between(white, 60, 100)
      const drive = shaped(380, white, (t) => Math.min(1, t / 8) * Math.exp(-t / decayMs))
      return levelled(
        ringing(drive, [
          [600, 0.8, 1],
          [1400, 0.5, 0.8],
          [2800, 0.3, 0.4],
        ]),
        -22,
      )
    },
  },
  {
    name: 'a chair that scrapes',
    make(seed) {
      const white = whiteNoise(seed)
      const times: number[] = []
      for (let at = 0; at < 600; at += between(white, 6, 30)) times.push(at)
      const drive = struck(700, times, white).map((sample) => sample * between(white, 0.2, 1))
      return levelled(
        ringing(drive, [
          [330, 4, 1],
          [870, 3, 1],
          [1900, 2, 0.8],
          [3600, 1, 0.5],
        ]),
        -26,
      )
    },
  },
  {
    name: 'mains hum that comes on for a second',
    make(seed) {
      const white = whiteNoise(seed)
      const mains = white() > 0 ? 50 : 60
      const gains = [1, 0.5, 0.35, 0.2, 0.15, 0.1].map((gain) => gain * between(white, 0.6, 1.2))
      const hum = Float32Array.from({ length: framesOf(1100) }, (_, frame) =>
        gains.reduce(
          (sum, gain, k) => sum + gain * Math.sin((2 * Math.PI * mains * (k + 1) * frame) / sampleRateHz),
          0,
        ),
      )
      return levelled(hum, -30)
    },
  },
  {
    name: 'a door that falls shut',
    make(seed) {
      const white = whiteNoise(seed)
      return peaking(
        ringing(struck(800, [0, 25], white), [
          [between(white, 35, 60), 110, 1],
          [140, 30, 0.15],
        ]),
        -8,
      )
    },
  },
  {
    name: 'a breath blown on the microphone',
    make(seed) {
      const white = whiteNoise(seed)
      let low = 0
      const raw = shaped(400, white, (t) => Math.sin((Math.PI * t) / 400)).map((sample) => {
        low += 0.004 * (sample - low)
        return low
      })
      return levelled(raw, -20)
    },
  },
  {
    name: 'paper that rustles',
    make(seed) {
      const white = whiteNoise(seed)
      let before = 0
      let level = 0
      const raw = Float32Array.from({ length: framesOf(500) }, (_, frame) => {
        if (frame % framesOf(7) === 0) level = Math.exp(3 * white() - 2)
        const next = white() * level
        const high = next - before
        before = next
        return high
      })
      return levelled(raw, -36)
    },
  },
]
