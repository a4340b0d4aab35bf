import type { PitchCandidate, PitchCandidates } from './pitch-candidates.ts'

export interface PathCosts {
  ceilingHz: number
  silenceThreshold: number
  voicingThreshold: number
  octaveCost: number
  /** For an octave between two frames. */
  octaveJumpCost: number
  voicedUnvoicedCost: number
}

/**
 * One candidate of each frame, such that strengths less the costs of leaps are highest over all frames together (A. J.
 * Viterbi 1967; costs of Boersma 1993, section 7).
 */
export function bestPath(frames: readonly PitchCandidates[], costs: PathCosts): PitchCandidate[] {
  const origins: number[][] = []
  let before: readonly PitchCandidate[] = []
  let totals: number[] = []
  for (const frame of frames) {
    const reached = frame.candidates.map((candidate) => {
      let origin = 0
      let best = before.length === 0 ? 0 : Number.NEGATIVE_INFINITY
      before.forEach((former, index) => {
        const total = (totals[index] ?? 0) - costOfLeap(former, candidate, costs)
        if (total > best) [origin, best] = [index, total]
      })
      return { origin, total: best + worth(candidate, frame.intensity, costs) }
    })
    origins.push(reached.map(({ origin }) => origin))
    totals = reached.map(({ total }) => total)
    before = frame.candidates
  }

  const path: PitchCandidate[] = []
  let at = totals.indexOf(totals.reduce((most, total) => Math.max(most, total), Number.NEGATIVE_INFINITY))
  for (let index = frames.length - 1; index >= 0; index -= 1) {
    const candidate = frames[index]?.candidates[at]
    if (candidate) path.push(candidate)
    at = origins[index]?.[at] ?? 0
  }
  return path.toReversed()
}

/** A voiceless frame is worth the more, the fainter it is. */
function worth({ frequencyHz, strength }: PitchCandidate, intensity: number, costs: PathCosts): number {
  if (frequencyHz > 0) return strength - costs.octaveCost * Math.log2(costs.ceilingHz / frequencyHz)
  const { silenceThreshold, voicingThreshold } = costs
  const faintness = silenceThreshold > 0 ? 2 - (intensity * (1 + voicingThreshold)) / silenceThreshold : 0
  return voicingThreshold + Math.max(0, faintness)
}

function costOfLeap(from: PitchCandidate, to: PitchCandidate, costs: PathCosts): number {
  if (from.frequencyHz === 0 && to.frequencyHz === 0) return 0
  if (from.frequencyHz === 0 || to.frequencyHz === 0) return costs.voicedUnvoicedCost
  return costs.octaveJumpCost * Math.abs(Math.log2(from.frequencyHz / to.frequencyHz))
}
