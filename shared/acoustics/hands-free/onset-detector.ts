import type { SoundClass } from '../checks/sound-class.ts'
import { type BandHop, type BandPowers, bands, createBandMeter, hopSeconds } from '../room-noise/band-meter.ts'
import type { Room } from '../room-noise/measure-room.ts'
import { type Expectation, expectations, type HeardBand } from './expectation.ts'
import { type HeardHop, judgeSound, type Refusal } from './judge-sound.ts'
import { createVoicing } from './voicing.ts'

/** Frames count from the first sample fed. */
export type OnsetEvent =
  /** Something rose out of the room at `startFrame`, which lies somewhat before the present. */
  | { kind: 'start'; startFrame: number }
  /** It was what was asked for, and is over. */
  | { kind: 'end'; startFrame: number; endFrame: number }
  /** It was something else; listening goes on. */
  | { kind: 'refused'; startFrame: number; endFrame: number; reason: Refusal }

export interface OnsetDetector {
  /** Mono, −1…1, in pieces of any length. */
  feed(samples: Float32Array): OnsetEvent[]
  /**
   * What is listened for from now on, however long nothing was fed; drops what is being heard, and keeps what is known of
   * the room.
   */
  expect(soundClass: SoundClass): void
  readonly state: 'learning' | 'listening' | 'sounding' | 'settling'
}

export interface OnsetDetectorOptions {
  sampleRateHz: number
  soundClass: SoundClass
  /** From the sound check; without one the first half second is taken for the room. */
  room: Room | null
}

const heardBands: readonly HeardBand[] = ['low', 'mid', 'high']
/** Over 20 ms, above the room; more in an unquiet room. */
const startAboveDb = 6
const goesOnAboveDb = 4
const suddenAboveDb = 10
const smoothedHops = 4
/** Before the trigger, the beginning is looked for this far back, over gaps no longer than that. */
const lookBackHops = Math.round(0.3 / hopSeconds)
const lookBackGapHops = Math.round(0.03 / hopSeconds)
/** A `startFrame` lies no further before the last frame fed: the look back, and a hop, whose length is rounded. */
export const longestLookBackSeconds = 0.31
/** What is fed begins in the middle of hum and rumble; until the filters are over it they hear a click. */
const warmUpHops = Math.round(0.06 / hopSeconds)
const learningHops = Math.round(0.5 / hopSeconds)
/** The room is followed slowly, and not far above where the sound check found it. */
const followSeconds = 2
const forgetSeconds = 0.1
const goneBelowDb = 6
const followAtMostDb = 10
const leastPower = 1e-12
/** Periodicity is told of the middle of its window. */
const voicingDelayHops = Math.round(0.03 / hopSeconds)

/**
 * Hears when a sound of the class asked for begins and ends.
 *
 *     learning ──(the room is known)──▶ listening ──(a trigger band stands above it)──▶ sounding
 *                                           ▲                                              │
 *                                           ├──(silence for the hang-over: 'end' or 'refused')
 *                                           └──(it stops, or becomes the room)── settling ◀──(too long: 'refused')
 *
 * Thresholds are relative to the room, band by band: 6 dB, or 3 dB above what the room does by itself where that is more.
 * 'start' comes as early as the class allows; what it was is judged at its end, when its length, its voice and its course
 * are known. `startFrame` and `endFrame` enclose the sound to within some 10 ms; give the take a pre-roll and a
 * post-roll, and its trim marks from proposeTakeTrim.
 */
export function createOnsetDetector(options: OnsetDetectorOptions): OnsetDetector {
  const { sampleRateHz } = options
  const meter = createBandMeter(sampleRateHz)
  const voicing = createVoicing(meter.voiceRateHz)
  const measured = options.room && floorsOf(options.room)
  const floors: BandPowers = measured ? { ...measured } : { rumble: 0, low: 0, mid: 0, high: 0 }
  let anchor: BandPowers | null = measured
  const unrestDb = options.room?.unrestDb ?? 0
  const startRatio = ratio(Math.max(startAboveDb, unrestDb + 3))
  const goesOnRatio = ratio(Math.max(goesOnAboveDb, unrestDb + 1))

  let expected: Expectation = expectations[options.soundClass]
  let { soundClass } = options
  let state: OnsetDetector['state'] = 'learning'
  let coldHops = warmUpHops
  /** The last hops while listening, all of them while something sounds. */
  let heard: { hop: BandHop; judged: HeardHop; active: boolean }[] = []
  let recent: BandHop[] = []
  let triggerRun = 0
  let silentHops = 0
  let settled: BandHop[] = []

  function smoothed(band: HeardBand): number {
    return recent.reduce((sum, hop) => sum + hop[band], 0) / smoothedHops
  }

  function hear(hop: BandHop): OnsetEvent[] {
    recent = [...recent.slice(1 - smoothedHops), hop]
    voicing.add(hop.voice)
    if (anchor === null) return learn(hop)
    const active = heardBands.some(
      (band) => smoothed(band) >= floors[band] * goesOnRatio || hop[band] >= floors[band] * ratio(suddenAboveDb),
    )
    const above = { rumble: 0, low: 0, mid: 0, high: 0 }
    for (const band of bands) above[band] = Math.max(0, hop[band] - floors[band])
    heard.push({ hop, judged: { above, periodicity: 0 }, active })
    const middle = heard.at(-1 - voicingDelayHops)
    if (middle && middle.hop.low >= floors.low * startRatio) middle.judged.periodicity = voicing.periodicity()
    if (state === 'learning') return warmUp()
    if (state === 'listening') return listen(hop, active)
    return state === 'sounding' ? sound(active) : settle(hop, active)
  }

  function learn(hop: BandHop): OnsetEvent[] {
    if (coldHops > 0) coldHops -= 1
    else settled.push(hop)
    if (settled.length === learningHops) adopt(settled)
    return []
  }

  function warmUp(): OnsetEvent[] {
    coldHops -= 1
    if (coldHops === 0) state = 'listening'
    return []
  }

  function listen(hop: BandHop, active: boolean): OnsetEvent[] {
    heard = heard.slice(-lookBackHops)
    const triggers = expected.triggerBands.some((band) => smoothed(band) >= floors[band] * startRatio)
    triggerRun = triggers ? triggerRun + 1 : 0
    if (triggerRun * hopSeconds < expected.triggerSeconds) {
      if (!active) follow(hop)
      return []
    }
    state = 'sounding'
    silentHops = 0
    heard = heard.slice(beginning())
    return [{ kind: 'start', startFrame: startFrame() }]
  }

  /** Back over what was heard, as long as it rises above the room. */
  function beginning(): number {
    let first = heard.length - 1
    for (let index = first, gap = 0; index >= 0 && gap <= lookBackGapHops; index -= 1) {
      gap = heard[index]?.active ? 0 : gap + 1
      if (gap === 0) first = index
    }
    return first
  }

  function sound(active: boolean): OnsetEvent[] {
    silentHops = active ? 0 : silentHops + 1
    const soundingHops = heard.length - silentHops
    if (soundingHops * hopSeconds > expected.longestSeconds) {
      const event = refused('TOO_LONG', heard.length)
      state = 'settling'
      settled = []
      return [event]
    }
    if (silentHops * hopSeconds < expected.hangOverSeconds) return []
    const sounding = heard.slice(0, soundingHops).map(({ judged }) => judged)
    const reason = judgeSound(sounding, soundClass, floors)
    const event: OnsetEvent = reason
      ? refused(reason, soundingHops)
      : { kind: 'end', startFrame: startFrame(), endFrame: endFrame(soundingHops) }
    listenAgain()
    return [event]
  }

  function refused(reason: Refusal, hops: number): OnsetEvent {
    return { kind: 'refused', startFrame: startFrame(), endFrame: endFrame(hops), reason }
  }

  /** After something endless: until it stops, or has been there long enough to be the room. */
  function settle(hop: BandHop, active: boolean): OnsetEvent[] {
    heard = []
    silentHops = active ? 0 : silentHops + 1
    settled.push(hop)
    if (settled.length * hopSeconds >= 1) adopt(settled)
    else if (silentHops * hopSeconds >= expected.hangOverSeconds) listenAgain()
    return []
  }

  function adopt(hops: readonly BandHop[]): void {
    for (const band of bands) {
      const powers = hops.map((hop) => hop[band]).sort((a, b) => a - b)
      const typical = powers.slice(0, Math.ceil(powers.length * 0.9))
      floors[band] = Math.max(leastPower, typical.reduce((sum, power) => sum + power, 0) / typical.length)
    }
    anchor = { ...floors }
    listenAgain()
  }

  function follow(hop: BandHop): void {
    for (const band of bands) {
      // A fan that stops, or a voice that was mistaken for the room, is forgotten at once.
      const isGone = band !== 'rumble' && smoothed(band) < floors[band] / ratio(goneBelowDb)
      const weight = hopSeconds / (isGone ? forgetSeconds : followSeconds)
      const next = floors[band] + weight * (hop[band] - floors[band])
      const most = anchor === null ? next : anchor[band] * ratio(followAtMostDb)
      floors[band] = Math.max(leastPower, Math.min(next, most))
    }
  }

  function listenAgain(): void {
    state = 'listening'
    heard = []
    settled = []
    triggerRun = 0
    silentHops = 0
  }

  // The filters answer some milliseconds late, and smoothing looks back: one hop on either side makes up for it.
  const startFrame = () => Math.max(0, (heard[0]?.hop.frame ?? 0) - meter.hopFrames)
  const endFrame = (hops: number) => (heard[hops - 1]?.hop.frame ?? 0) + meter.hopFrames

  return {
    feed: (samples) => meter.feed(samples).flatMap(hear),
    expect(next) {
      soundClass = next
      expected = expectations[next]
      // What may be becoming the room goes on becoming it.
      if (state === 'settling') return
      state = 'learning'
      coldHops = warmUpHops
      heard = []
      triggerRun = 0
      silentHops = 0
    },
    get state() {
      return state
    },
  }
}

function floorsOf({ bandsDbfs }: Room): BandPowers {
  const power = (levelDbfs: number | null) => Math.max(leastPower, levelDbfs === null ? 0 : ratio(levelDbfs))
  return {
    rumble: power(bandsDbfs.rumble),
    low: power(bandsDbfs.low),
    mid: power(bandsDbfs.mid),
    high: power(bandsDbfs.high),
  }
}

function ratio(decibels: number): number {
  return 10 ** (decibels / 10)
}
