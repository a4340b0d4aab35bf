import type { Formant, FormantFrame } from './track-formants.ts'

export interface SteadyVowel {
  /** Medians in Hz; null where fewer than half of the frames have that formant. */
  f1Hz: number | null
  f2Hz: number | null
  f3Hz: number | null
  /** The middles of the first and the last frame that were taken. */
  startSeconds: number
  endSeconds: number
}

export interface VowelSpan {
  /** Where the vowel lies in its sound; all of it unless told. */
  startSeconds?: number
  endSeconds?: number
}

/** Of the vowel's frames, how many at either end are its coming and going. */
const edgeShare = 0.2
/** Of those between, how many make the steady run. */
const steadyShare = 0.5
/** A pole as broad as this is the slope of the spectrum, not a resonance. */
const broadestHz = 1000
/** How far from its formant's usual place, of that place, a resonance may lie. */
const astray = 0.25

/**
 * A vowel's F1, F2 and F3 in the half of its middle where the first two move least. A frame in which a formant is
 * missing, so that the next one stands in its place, is read by where its resonances lie and not by their order. For
 * diphthongs this is the steadier part only. null where no frame has a resonance.
 */
export function steadyVowel(
  frames: readonly FormantFrame[],
  { startSeconds = Number.NEGATIVE_INFINITY, endSeconds = Number.POSITIVE_INFINITY }: VowelSpan = {},
): SteadyVowel | null {
  const heard = frames
    .filter(({ timeSeconds }) => timeSeconds >= startSeconds && timeSeconds <= endSeconds)
    .map(({ timeSeconds, formants }) => ({ timeSeconds, places: resonances(formants) }))
    .filter(({ places }) => places.length > 0)
  const edge = Math.floor(heard.length * edgeShare)
  const run = steadiest(heard.slice(edge, heard.length - edge))
  const [first, last] = [run.at(0), run.at(-1)]
  if (!first || !last) return null

  const formantHz = (order: number) => {
    const usual = median(run.flatMap(({ places }) => places[order] ?? []))
    if (usual === null) return null
    const near = run.flatMap(({ places }) => nearest(places, usual) ?? [])
    return near.length < run.length / 2 ? null : median(near)
  }
  return {
    f1Hz: formantHz(0),
    f2Hz: formantHz(1),
    f3Hz: formantHz(2),
    startSeconds: first.timeSeconds,
    endSeconds: last.timeSeconds,
  }
}

interface HeardFrame {
  timeSeconds: number
  places: number[]
}

function resonances(formants: readonly Formant[]): number[] {
  return formants.flatMap(({ frequencyHz, bandwidthHz }) => (bandwidthHz < broadestHz ? [frequencyHz] : []))
}

function steadiest(frames: readonly HeardFrame[]): readonly HeardFrame[] {
  const length = Math.ceil(frames.length * steadyShare)
  const moves = frames.slice(1).map((frame, index) => moveBetween(frames[index], frame))
  let best = { start: 0, sum: Number.POSITIVE_INFINITY }
  for (let start = 0; start + length <= frames.length; start += 1) {
    const sum = moves.slice(start, start + length - 1).reduce((total, move) => total + move, 0)
    if (sum < best.sum) best = { start, sum }
  }
  return frames.slice(best.start, best.start + length)
}

/** In octaves of the first two formants; one that comes or goes has moved by an octave. */
function moveBetween(before: HeardFrame | undefined, after: HeardFrame): number {
  return [0, 1].reduce((sum, order) => {
    const [from, to] = [before?.places[order], after.places[order]]
    return sum + (from && to ? Math.abs(Math.log2(to / from)) : 1)
  }, 0)
}

function nearest(places: readonly number[], usual: number): number | null {
  const near = places.toSorted((one, other) => Math.abs(one - usual) - Math.abs(other - usual))[0]
  return near !== undefined && Math.abs(near - usual) <= usual * astray ? near : null
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
