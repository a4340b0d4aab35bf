import type { TrimMarks } from '../entities/recorded-sound.ts'

/** Kept before the first and after the last sound heard; decays are slower than onsets. */
const padBeforeSeconds = 0.2
const padAfterSeconds = 0.25

const hopSeconds = 0.005
/** A level is taken over this many hops: 20 ms, two periods of a low voice. */
const hopsPerLevel = 4
/** The room is known from a stretch at least this long in which the level hardly moves. */
const roomSeconds = 0.1
const steadyDb = 9
/** What rises this far above the room is sound when it lasts… */
const lastingAboveRoomDb = 4
const lastingSeconds = 0.02
/** …or, this far above, at once: a burst of /t/ is over in a few milliseconds. */
const suddenAboveRoomDb = 15
/** With less between the room and the loudest there is no telling the two apart. */
const leastSpanDb = 15
/** A room sounds the same before and after; what differs more is taken for part of the take. */
const roomsApartDb = 10
/** Rumble and mains hum below the lowest voice would hide soft sounds. */
const rumbleHz = 60

/**
 * Where a take's sound begins and ends, generously. `samples` are mono, −1…1.
 *
 * Made for lone phonemes: the thresholds are relative to this take's own room, once over all frequencies and once over
 * the high ones, where /θ f h s/ stand out of the room long before they do in the whole; either is enough. The room
 * must be heard, steady, on both sides of the loudest moment. Where it isn't (a clip cut to the quick, a gated
 * microphone, a radio playing), or where the sound hardly rises above it, the marks enclose the whole take, but for
 * digital silence at its ends: a person can still move them, and would never miss a sound that they had left out.
 */
export function proposeTrim(samples: Float32Array, sampleRateHz: number): TrimMarks {
  const coreStart = samples.findIndex((sample) => sample !== 0)
  if (coreStart < 0) return { startFrame: 0, endFrame: samples.length }
  const core = samples.subarray(coreStart, samples.findLastIndex((sample) => sample !== 0) + 1)

  const heard = withoutRumble(core, sampleRateHz)
  const everything = { startFrame: 0, endFrame: core.length }
  const span = soundIn(heard, sampleRateHz) ?? everything
  const highSpan = soundIn(differenced(heard), sampleRateHz) ?? span
  const first = coreStart + Math.min(span.startFrame, highSpan.startFrame)
  const end = coreStart + Math.max(span.endFrame, highSpan.endFrame)
  return {
    startFrame: Math.max(0, first - Math.round(padBeforeSeconds * sampleRateHz)),
    endFrame: Math.min(samples.length, end + Math.round(padAfterSeconds * sampleRateHz)),
  }
}

/** A one-pole high-pass that starts at rest, so that neither an offset nor the first sample rings. */
function withoutRumble(samples: Float32Array, sampleRateHz: number): Float32Array {
  const pole = Math.exp((-2 * Math.PI * rumbleHz) / sampleRateHz)
  let before = samples[0] ?? 0
  let output = 0
  return samples.map((sample) => {
    output = sample - before + pole * output
    before = sample
    return output
  })
}

/** First difference: 6 dB more an octave. */
function differenced(samples: Float32Array): Float32Array {
  return samples.map((sample, frame) => sample - (samples[frame - 1] ?? sample))
}

/** The part that rises above the room; null if that can't be told. */
function soundIn(samples: Float32Array, sampleRateHz: number): TrimMarks | null {
  const hopFrames = Math.max(1, Math.round(hopSeconds * sampleRateHz))
  const levels = levelsDb(samples, hopFrames)
  const loudest = levels.indexOf(levels.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY))
  const roomBefore = roomLevel(levels.subarray(0, loudest))
  const roomAfter = roomLevel(levels.subarray(loudest + 1))
  if (roomBefore === null || roomAfter === null || Math.abs(roomBefore - roomAfter) > roomsApartDb) return null
  const loudestLevel = levels[loudest] ?? Number.NEGATIVE_INFINITY
  if (loudestLevel - Math.max(roomBefore, roomAfter) < leastSpanDb) return null

  const first = firstSound(levels, roomBefore)
  const last = levels.length - 1 - firstSound(levels.toReversed(), roomAfter)
  return { startFrame: first * hopFrames, endFrame: (last + hopsPerLevel) * hopFrames }
}

function levelsDb(samples: Float32Array, hopFrames: number): Float64Array {
  const hopPowers = Float64Array.from({ length: Math.floor(samples.length / hopFrames) }, (_, hop) => {
    let power = 0
    for (let i = hop * hopFrames; i < (hop + 1) * hopFrames; i += 1) power += (samples[i] ?? 0) ** 2
    return power
  })
  const count = Math.max(0, hopPowers.length - hopsPerLevel + 1)
  return Float64Array.from({ length: count }, (_, first) => {
    const power = hopPowers.subarray(first, first + hopsPerLevel).reduce((sum, hopPower) => sum + hopPower, 0)
    return 10 * Math.log10(power)
  })
}

/** The highest level in the quietest steady stretch; null where nothing is steady. */
function roomLevel(levels: Float64Array): number | null {
  const length = Math.round(roomSeconds / hopSeconds)
  let room: number | null = null
  for (let start = 0; start + length <= levels.length; start += 1) {
    const stretch = levels.subarray(start, start + length)
    const highest = Math.max(...stretch)
    // A stretch of zeros (−∞) is a gate that shut, and not a room: its difference is NaN or infinite.
    const steady = highest - Math.min(...stretch) <= steadyDb
    if (steady && (room === null || highest < room)) room = highest
  }
  return room
}

function firstSound(levels: Float64Array, room: number): number {
  const lasting = Math.round(lastingSeconds / hopSeconds)
  return levels.findIndex((level, index) => {
    if (level >= room + suddenAboveRoomDb) return true
    return levels.subarray(index, index + lasting).every((next) => next >= room + lastingAboveRoomDb)
  })
}
