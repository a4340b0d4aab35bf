import type { Band, BandHop, BandPowers } from '../room-noise/band-meter.ts'
import { steadyHops } from '../room-noise/steady-hops.ts'

export interface RoomOfTake {
  /** Where it was heard: before the sound, as it should be, or in the quietest part of the take. */
  from: 'preRoll' | 'quietest'
  bandPowers: BandPowers
  /** The hops that hold nothing else, as indices. */
  hopIndices: number[]
}

/** 40 ms tell a level to within a decibel or so. */
const leastHops = 8
/** A pre-roll so much louder than the quietest part isn't the room: the sound was already there. */
const roomsApartDb = 15
/** Without so much between the quietest and the loudest part there is no room to be heard in the take. */
const leastSpanDb = 6
const quietestHops = 12

/** The room that a take was made in, from its own hops; null where the take holds nothing that could be the room. */
export function roomOfTake(hops: readonly BandHop[], preRollHops: number): RoomOfTake | null {
  const quietest = quietestPart(hops)
  const before = roomIn(hops, 0, Math.min(preRollHops, hops.length))
  if (before !== null && (quietest === null || apartDb(before, quietest) < roomsApartDb)) {
    return isSoundItself(hops, before) ? null : { from: 'preRoll', ...before }
  }
  if (quietest === null || isSoundItself(hops, quietest)) return null
  return { from: 'quietest', ...quietest }
}

type Room = Omit<RoomOfTake, 'from'>

function roomIn(hops: readonly BandHop[], first: number, end: number): Room | null {
  const steady = steadyHops(hops.slice(first, end))
  const hopIndices = steady.flatMap((isSteady, index) => (isSteady ? [first + index] : []))
  if (hopIndices.length < leastHops) return null
  const mean = (band: Band) =>
    hopIndices.reduce((sum, index) => sum + (hops[index]?.[band] ?? 0), 0) / hopIndices.length
  return {
    hopIndices,
    bandPowers: { rumble: mean('rumble'), low: mean('low'), mid: mean('mid'), high: mean('high') },
  }
}

function quietestPart(hops: readonly BandHop[]): Room | null {
  let least: { first: number; power: number } | null = null
  for (let first = 0; first + quietestHops <= hops.length; first += 2) {
    const power = hops.slice(first, first + quietestHops).reduce((sum, hop) => sum + heard(hop), 0)
    if (least === null || power < least.power) least = { first, power }
  }
  return least && roomIn(hops, least.first, least.first + quietestHops)
}

/** A vowel cut to the quick is everywhere nearly as loud as anywhere: then its quietest part is no room. */
function isSoundItself(hops: readonly BandHop[], room: Room): boolean {
  const loudest = hops.reduce((most, hop) => Math.max(most, heard(hop)), 0)
  const roomPower = heard(room.bandPowers)
  return roomPower > 1e-5 && loudest < roomPower * 10 ** (leastSpanDb / 10)
}

function apartDb(a: Room, b: Room): number {
  return 10 * Math.log10(heard(a.bandPowers) / Math.max(heard(b.bandPowers), 1e-13))
}

function heard({ low, mid, high }: BandPowers): number {
  return low + mid + high
}
