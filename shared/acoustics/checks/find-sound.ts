import type { TrimMarks } from '../../entities/recorded-sound.ts'
import { createBandMeter, hopSeconds } from '../room-noise/band-meter.ts'
import type { BandHop, BandPowers } from '../room-noise/band-meter.ts'
import { type RoomOfTake, roomOfTake } from './room-of-take.ts'

export interface FindSound {
  /** Mono, −1…1. */
  samples: Float32Array
  sampleRateHz: number
  /** How much of the start was heard before the key or the trigger; 0 if that isn't known. */
  preRollFrames: number
  /** Where keys were struck, in frames; a click near one of them is never taken for the sound. */
  keyFrames?: readonly number[]
}

export interface FoundSound {
  /** The sound itself, to within some 10 ms, without pads; null where nothing rises above the room. */
  span: TrimMarks | null
  /** Stretches of the room around it, without clicks; empty where the room isn't heard. */
  room: TrimMarks[]
  roomFrom: RoomOfTake['from'] | null
}

const heardBands = ['low', 'mid', 'high'] as const
/** What rises this far above the room over 20 ms, for 30 ms, is sound… */
const lastingAboveDb = 4
const lastingHops = 6
/** …or this far in a single hop: bursts are over in a few milliseconds. */
const suddenAboveDb = 11
const smoothedHops = 4
/** Hops at the edges of a stretch count as long as they rise so far above the room. */
const edgeAboveDb = 3
/** A pause up to this long, such as a stop's closure, belongs to the sound. */
const closureHops = Math.round(0.18 / hopSeconds)
/** Zeros of this length are no chance: the device lets nothing through while it is quiet, or was only just opened. */
const gateSeconds = 0.05
const clickHops = Math.round(0.05 / hopSeconds)
/** A key's noise reaches the microphone before the key's event comes, and its release comes later. */
const keyBeforeSeconds = 0.1
const keyAfterSeconds = 0.26
/** A second stretch far from the first is part of the take if it is not much weaker. */
const secondBelowDb = 25

interface Stretch {
  first: number
  end: number
  /** Power above the room, summed over its hops. */
  energy: number
  peak: number
}

/**
 * Finds the sound in a take. Thresholds are relative to the take's own room in each of three bands (up to 900 Hz, up to
 * 3500 Hz, above), so that a soft /θ/ is found by its high band and an /m/ by its low one. Short stretches on their own
 * are clicks: those near a struck key wherever they are, others when they are further from the sound than a closure is
 * long. `preRollFrames` count from the take's start.
 */
export function findSound({ samples, sampleRateHz, preRollFrames, keyFrames = [] }: FindSound): FoundSound {
  const coreStart = samples.findIndex((sample) => sample !== 0)
  if (coreStart < 0) return { span: null, room: [], roomFrom: null }
  const coreEnd = samples.findLastIndex((sample) => sample !== 0) + 1
  const meter = createBandMeter(sampleRateHz)
  const hops = meter.feed(samples.subarray(coreStart, coreEnd))
  const everything = { startFrame: coreStart, endFrame: coreEnd }

  const besideDigitalSilence = Math.max(coreStart, samples.length - coreEnd) >= gateSeconds * sampleRateHz
  const room = roomOfTake(hops, Math.floor((preRollFrames - coreStart) / meter.hopFrames), besideDigitalSilence)
  if (room === null) return { span: everything, room: [], roomFrom: null }

  const stretches = stretchesOf(hops, room.bandPowers)
  const nearKey = ({ first, end }: Stretch) =>
    keyFrames.some((keyFrame) => {
      const at = (keyFrame - coreStart) / meter.hopFrames
      return first >= at - keyBeforeSeconds / hopSeconds && end <= at + keyAfterSeconds / hopSeconds
    })
  const span = spanOf(stretches, nearKey)
  return {
    span: span && {
      startFrame: coreStart + span.first * meter.hopFrames,
      endFrame: Math.min(coreEnd, coreStart + span.end * meter.hopFrames),
    },
    room: stretchesOfRoom(room.hopIndices, coreStart, meter.hopFrames),
    roomFrom: room.from,
  }
}

function stretchesOf(hops: readonly BandHop[], room: BandPowers): Stretch[] {
  const active = new Uint8Array(hops.length)
  const above = new Float64Array(hops.length)
  for (const band of heardBands) {
    const floor = Math.max(room[band], 1e-13)
    const lasting = floor * 10 ** (lastingAboveDb / 10)
    let run = 0
    for (let index = 0; index < hops.length; index += 1) {
      const power = hops[index]?.[band] ?? 0
      above[index] = (above[index] ?? 0) + Math.max(0, power - floor)
      if (power >= floor * 10 ** (suddenAboveDb / 10)) active[index] = 1
      run = smoothed(hops, index, band) >= lasting ? run + 1 : 0
      if (run === lastingHops) active.fill(1, index - lastingHops + 1, index + 1)
      else if (run > lastingHops) active[index] = 1
    }
  }
  const stretches: Stretch[] = []
  for (let index = 0; index < active.length; index += 1) {
    if (!active[index]) continue
    let end = index
    while (end < active.length && active[end]) end += 1
    const [first, last] = withEdges(hops, room, index, end)
    const powers = above.subarray(first, last)
    stretches.push({
      first,
      end: last,
      energy: powers.reduce((sum, power) => sum + power, 0),
      peak: powers.reduce((most, power) => Math.max(most, power), 0),
    })
    index = end
  }
  return joined(stretches, 3)
}

/** Mean over the hop and the two before and the one after it. */
function smoothed(hops: readonly BandHop[], index: number, band: (typeof heardBands)[number]): number {
  let sum = 0
  for (let near = index - 2; near < index - 2 + smoothedHops; near += 1) sum += hops[near]?.[band] ?? 0
  return sum / smoothedHops
}

/** A smoothed stretch reaches too far; its ends are the outermost hops that rise above the room by themselves. */
function withEdges(hops: readonly BandHop[], room: BandPowers, first: number, end: number): [number, number] {
  const rises = (index: number) =>
    heardBands.some((band) => (hops[index]?.[band] ?? 0) >= Math.max(room[band], 1e-13) * 10 ** (edgeAboveDb / 10))
  let from = first
  let to = end
  while (from < to - 1 && !rises(from)) from += 1
  while (to > from + 1 && !rises(to - 1)) to -= 1
  while (from > 0 && rises(from - 1)) from -= 1
  while (to < hops.length && rises(to)) to += 1
  return [from, to]
}

function joined(stretches: readonly Stretch[], gapHops: number): Stretch[] {
  const whole: Stretch[] = []
  for (const stretch of stretches) {
    const last = whole.at(-1)
    if (last && stretch.first - last.end <= gapHops) {
      last.end = Math.max(last.end, stretch.end)
      last.energy += stretch.energy
      last.peak = Math.max(last.peak, stretch.peak)
    } else whole.push({ ...stretch })
  }
  return whole
}

function spanOf(
  stretches: readonly Stretch[],
  nearKey: (stretch: Stretch) => boolean,
): { first: number; end: number } | null {
  const isShort = ({ first, end }: Stretch) => end - first <= clickHops
  const sounds = stretches.filter((stretch) => !(isShort(stretch) && nearKey(stretch)))
  const lasting = sounds.filter((stretch) => !isShort(stretch))
  const among = lasting.length > 0 ? lasting : sounds
  const main = among.reduce<Stretch | null>((most, next) => (most && most.energy >= next.energy ? most : next), null)
  if (main === null) return null

  let { first, end } = main
  const isPart = (stretch: Stretch, gapHops: number) =>
    gapHops <= closureHops || (!isShort(stretch) && stretch.peak > main.peak * 10 ** (-secondBelowDb / 10))
  const at = sounds.indexOf(main)
  for (const stretch of sounds.slice(0, at).toReversed())
    if (isPart(stretch, first - stretch.end)) first = stretch.first
  for (const stretch of sounds.slice(at + 1)) if (isPart(stretch, stretch.first - end)) end = stretch.end
  return { first, end }
}

function stretchesOfRoom(hopIndices: readonly number[], coreStart: number, hopFrames: number): TrimMarks[] {
  const stretches: TrimMarks[] = []
  for (const index of hopIndices) {
    const startFrame = coreStart + index * hopFrames
    const last = stretches.at(-1)
    if (last?.endFrame === startFrame) last.endFrame += hopFrames
    else stretches.push({ startFrame, endFrame: startFrame + hopFrames })
  }
  return stretches
}
