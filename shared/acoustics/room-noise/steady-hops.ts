import type { BandHop } from './band-meter.ts'

/** The room's own fluctuation over hops of 5 ms stays below this; what rises higher is a click, a step, a voice. */
const suddenDb = 9
const usualShare = 0.3
/** Filters ring and rooms echo, so that a click's neighbours are left out with it. */
const neighbours = 3
/** Powers below this are rounding, not room: −130 dBFS. */
const leastPower = 1e-13

/**
 * Which hops hold nothing but the room: those that in no band rise 9 dB above the level that three hops in ten stay
 * below, and that aren't next to one that does. A key click, or the beginning of the sound, thus doesn't count as room.
 */
export function steadyHops(hops: readonly BandHop[]): boolean[] {
  const bars = (['low', 'mid', 'high'] as const).map((band) => {
    const usual = hops.map((hop) => hop[band]).sort((a, b) => a - b)[Math.floor(hops.length * usualShare)] ?? 0
    return { band, most: Math.max(usual, leastPower) * 10 ** (suddenDb / 10) }
  })
  const sudden = hops.map((hop) => bars.some(({ band, most }) => hop[band] > most))
  return hops.map((_, index) => !sudden.slice(Math.max(0, index - neighbours), index + neighbours + 1).includes(true))
}
