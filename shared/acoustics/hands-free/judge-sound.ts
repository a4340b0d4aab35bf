import type { SoundClass } from '../checks/sound-class.ts'
import { hopSeconds } from '../room-noise/band-meter.ts'
import type { BandPowers } from '../room-noise/band-meter.ts'
import { type Expectation, expectations } from './expectation.ts'

export type Refusal =
  /** A click, or another sound too short for the class. */
  | 'TOO_SHORT'
  /** It rang out at once instead of being held: a knock, a thing put down. */
  | 'KNOCK'
  /** Nearly all below any voice: a thump, a pop, a door. */
  | 'RUMBLE'
  /** A tone steadier than a voice can be. */
  | 'HUM'
  /** Noise where a voice was asked for. */
  | 'NOT_VOICED'
  /** A sudden noise that dies away: a cough, something dropped. */
  | 'BURST'
  /** Noise that crackles and scrapes: a chair, paper, cloth. */
  | 'SCRAPE'
  | 'TOO_LONG'

export interface HeardHop {
  /** Power above the room in each band. */
  above: BandPowers
  /** Periodicity, 0…1, see createVoicing; 0 where the low band doesn't stand out of the room. */
  periodicity: number
}

const voicedFrom = 0.55
const plateauBelowPeakDb = 10
const pulseGapHops = 3
const bodyBelowPeakDb = 20
const longestDullStopSeconds = 0.1
/** A hum is level over half a second to within this; voices never are. */
const steadySeconds = 0.4
const steadyRangeDb = 0.6
/** But a room as loud as the sound would make it vary by so much; a softer one, by less with its amplitude. */
const roomRangeDb = 6
const mostRoomRangeDb = 1.2
const rumbleShare = 0.5
/** A voice must be there for this share of a sound, else it's a noise with a ring to it. */
const leastVoicedShare = 0.25
const burstAttackSeconds = 0.025
const burstFallDb = 6
/** Steps between neighbouring 10 ms levels; noise of the breath makes some 1 dB. */
const scrapeStepDb = 2.6
/** A voiceless consonant has its power above 900 Hz. */
const leastBrightness = 0.5

/** Says why what was heard in a room isn't the sound that was asked for; null if it may be. */
export function judgeSound(hops: readonly HeardHop[], soundClass: SoundClass, room: BandPowers): Refusal | null {
  const expected = expectations[soundClass]
  const power = hops.map(({ above }) => above.low + above.mid + above.high)
  const peak = power.reduce((most, next) => Math.max(most, next), 0)
  const isPlateau = closed(power.map((next) => next >= peak * 10 ** (-plateauBelowPeakDb / 10)))
  const plateauSeconds = longestRunSeconds(isPlateau)
  if (share(hops, 'rumble') > rumbleShare) return 'RUMBLE'
  if (isSteadyTone(hops, power, room.low + room.mid + room.high)) return 'HUM'
  if (plateauSeconds < expected.leastPlateauSeconds) return plateauSeconds < 0.02 ? 'TOO_SHORT' : 'KNOCK'

  const isVoiced = hops.map(({ periodicity }, index) => periodicity >= voicedFrom && isPlateau[index] === true)
  const voicedSeconds = seconds(isVoiced)
  const hasVoice =
    voicedSeconds >= (expected.leastVoicedSeconds ?? 0.06) && voicedSeconds >= leastVoicedShare * seconds(isPlateau)
  if (expected.leastVoicedSeconds !== null) return hasVoice ? null : 'NOT_VOICED'
  return hasVoice ? null : judgeVoiceless(hops, power, isPlateau, expected, soundClass)
}

function judgeVoiceless(
  hops: readonly HeardHop[],
  power: readonly number[],
  isPlateau: readonly boolean[],
  { longestVoicelessSeconds }: Expectation,
  soundClass: SoundClass,
): Refusal | null {
  const first = isPlateau.indexOf(true)
  const plateau = power.slice(first, isPlateau.lastIndexOf(true) + 1)
  if (extentSeconds(power) > (longestVoicelessSeconds ?? 0)) return 'BURST'
  if (soundClass === 'stop') return isDullAndLong(hops, power) ? 'BURST' : null
  if (share(hops, 'mid') + share(hops, 'high') < leastBrightness) return 'BURST'
  if (soundClass === 'affricate') return null
  if (isBurst(power)) return 'BURST'
  return roughnessDb(plateau) > scrapeStepDb ? 'SCRAPE' : null
}

/** From the first to the last moment that isn't far below the loudest: a scrape may have one pulse that towers. */
function extentSeconds(power: readonly number[]): number {
  const bar = Math.max(...power) * 10 ** (-bodyBelowPeakDb / 10)
  const first = power.findIndex((next) => next >= bar)
  return (power.findLastIndex((next) => next >= bar) + 1 - first) * hopSeconds
}

/** A stop is a burst; but one that lasts is bright, as /t k/ are, and a dull one, /p/, is over soon. */
function isDullAndLong(hops: readonly HeardHop[], power: readonly number[]): boolean {
  const peak = Math.max(...power)
  const bodySeconds = seconds(power.map((next) => next >= peak * 10 ** (-bodyBelowPeakDb / 10)))
  return bodySeconds > longestDullStopSeconds && share(hops, 'low') > 0.3
}

/** It rises at once and falls from there on. A fricative swells, and is held. */
function isBurst(power: readonly number[]): boolean {
  const levels = smoothedDb(power, 4)
  const loudest = levels.indexOf(Math.max(...levels))
  const from = levels.findIndex((level) => level > (levels[loudest] ?? 0) - 15)
  if ((loudest - from) * hopSeconds > burstAttackSeconds + 0.02) return false
  const rest = levels.slice(loudest)
  const third = Math.max(1, Math.floor(rest.length / 3))
  return mean(rest.slice(0, third)) - mean(rest.slice(third, 2 * third)) > burstFallDb
}

function roughnessDb(power: readonly number[]): number {
  const levels = smoothedDb(power, 2)
  const steps = levels.slice(2).map((level, index) => Math.abs(level - (levels[index] ?? 0)))
  return steps.length === 0 ? 0 : mean(steps)
}

function isSteadyTone(hops: readonly HeardHop[], power: readonly number[], roomPower: number): boolean {
  // Its first and last hops hold the switching itself.
  const middle = power.slice(12, -12)
  if (middle.length < steadySeconds / hopSeconds) return false
  const voiced = hops.slice(12, -12).filter(({ periodicity }) => periodicity >= voicedFrom)
  if (voiced.length < 0.9 * middle.length) return false
  // 50 ms hold whole periods of 50 and 60 Hz and all their harmonics.
  const levels = smoothedDb(middle, 10)
  const byTheRoomDb = Math.min(roomRangeDb * Math.sqrt(roomPower / mean(middle)), mostRoomRangeDb)
  return Math.max(...levels) - Math.min(...levels) < Math.max(steadyRangeDb, byTheRoomDb)
}

function smoothedDb(power: readonly number[], hops: number): number[] {
  return power.slice(0, Math.max(1, power.length - hops + 1)).map((_, index) => {
    return 10 * Math.log10(Math.max(mean(power.slice(index, index + hops)), 1e-13))
  })
}

function share(hops: readonly HeardHop[], band: keyof BandPowers): number {
  let inBand = 0
  let all = 0
  for (const { above } of hops) {
    inBand += above[band]
    all += above.rumble + above.low + above.mid + above.high
  }
  return all > 0 ? inBand / all : 0
}

function seconds(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length * hopSeconds
}

/** Without gaps as short as those between the pulses of a low voice. */
function closed(flags: readonly boolean[]): boolean[] {
  return flags.map((flag, index) => {
    if (flag) return true
    const before = flags.slice(Math.max(0, index - pulseGapHops), index).lastIndexOf(true)
    const after = flags.slice(index + 1, index + 1 + pulseGapHops).indexOf(true)
    const reach = Math.min(index, pulseGapHops)
    return before >= 0 && after >= 0 && reach - 1 - before + after < pulseGapHops
  })
}

function longestRunSeconds(flags: readonly boolean[]): number {
  let run = 0
  let longest = 0
  for (const flag of flags) {
    run = flag ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest * hopSeconds
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
