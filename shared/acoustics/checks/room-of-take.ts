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
const quietestHops = 12
/** −120 dBFS: no converter is quieter. */
const leastRoomPower = 1e-12
/** Beside digital silence, a part is the room only if there is so much of it. */
const leastHopsBesideGate = 50
const sameRoomFactor = 4
const leastSpanBesideGateDb = 12
/** A stretch that is loud, and not far below the loudest moment, is part of the sound and no room. */
const leastLoudPower = { preRoll: 10 ** -3.5, quietest: 10 ** -4.5 }
const leastSpanDb = { preRoll: 6, quietest: 25 }

/** The room that a take was made in, from its own hops; null where the take holds nothing that could be the room. */
export function roomOfTake(
  hops: readonly BandHop[],
  preRollHops: number,
  besideDigitalSilence: boolean,
): RoomOfTake | null {
  const quietest = quietestPart(hops)
  const before = roomIn(hops, 0, Math.min(preRollHops, hops.length))
  const isNone = (room: Room, from: RoomOfTake['from']) =>
    besideDigitalSilence ? isSoundBesideGate(hops, room) : isSoundItself(hops, room, from)
  if (before !== null && (quietest === null || apartDb(before, quietest) < roomsApartDb)) {
    return isNone(before, 'preRoll') ? null : { from: 'preRoll', ...before }
  }
  if (quietest === null || isNone(quietest, 'quietest')) return null
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
    const part = hops.slice(first, first + quietestHops)
    // A gate that shut is no room.
    if (part.some((hop) => heard(hop) < leastRoomPower)) continue
    const power = part.reduce((sum, hop) => sum + heard(hop), 0)
    if (least === null || power < least.power) least = { first, power }
  }
  return least && roomIn(hops, least.first, least.first + quietestHops)
}

/** A vowel cut to the quick is everywhere nearly as loud as anywhere: then its quietest part is no room. */
function isSoundItself(hops: readonly BandHop[], room: Room, from: RoomOfTake['from']): boolean {
  const loudest = hops.reduce((most, hop) => Math.max(most, heard(hop)), 0)
  const roomPower = heard(room.bandPowers)
  return roomPower > leastLoudPower[from] && loudest < roomPower * 10 ** (leastSpanDb[from] / 10)
}

/** A gate opens into the sound: how it swells and dies away, or all of a steady one, looks like a room. */
function isSoundBesideGate(hops: readonly BandHop[], room: Room): boolean {
  const roomPower = heard(room.bandPowers)
  const loudest = hops.reduce((most, hop) => Math.max(most, heard(hop)), 0)
  if (loudest < roomPower * 10 ** (leastSpanBesideGateDb / 10)) return true
  return hops.filter((hop) => heard(hop) <= roomPower * sameRoomFactor).length < leastHopsBesideGate
}

function apartDb(a: Room, b: Room): number {
  return 10 * Math.log10(heard(a.bandPowers) / Math.max(heard(b.bandPowers), leastRoomPower))
}

function heard({ low, mid, high }: BandPowers): number {
  return low + mid + high
}
