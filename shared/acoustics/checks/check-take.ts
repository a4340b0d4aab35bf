import type { InputSettings } from '../../entities/recorded-sound.ts'
import type { CheckLimits, ClassLimits } from './check-limits.ts'
import { type CheckVerdict, type Finding, type Severity, verdictOf } from './findings.ts'
import { inputFindings } from './input-findings.ts'
import { type CheckMeasurements, type MeasureTake, measureTake } from './measure-take.ts'
import type { SoundCheck } from './sound-check.ts'
import type { SoundClass } from './sound-class.ts'

export interface CheckTake extends MeasureTake {
  soundClass: SoundClass
  limits: CheckLimits
  /** Frames that the device delivered and nobody read. */
  droppedFrames: number
  /** What the track said while this take was made; left out where nobody asked it (an imported file). */
  input?: InputSettings
  /** null: the speaker skipped it. Left out: there is none to hold the take against (an imported file). */
  soundCheck?: SoundCheck | null
}

export interface TakeCheck {
  verdict: CheckVerdict
  /** The worst first. */
  findings: Finding[]
  measurements: CheckMeasurements
}

const order: Record<Severity, number> = { bad: 0, look: 1, note: 2 }

/**
 * Holds a take against the limits for its class. Pure; some milliseconds for a second of sound. What each finding means
 * and asks for is in docs/formats/take-checks.md; words for people are translations.
 */
export function checkTake(take: CheckTake): TakeCheck {
  const measurements = measureTake(take)
  const { limits, input, soundCheck } = take
  const findings: Finding[] = [
    ...captureFindings(take, measurements),
    ...(isSilent(measurements, limits) ? [silence(measurements)] : soundFindings(take, measurements)),
    ...roomFindings(take, measurements),
    ...inputFindings(input, soundCheck),
  ].sort((a, b) => order[a.severity] - order[b.severity])
  return { verdict: verdictOf(findings), findings, measurements }
}

function isSilent({ activeRmsDbfs }: CheckMeasurements, limits: CheckLimits): boolean {
  return activeRmsDbfs === null || activeRmsDbfs < limits.silentBelowDbfs
}

function silence({ peakDbfs }: CheckMeasurements): Finding {
  return { code: 'SILENT', severity: 'bad', peakDbfs }
}

/** What the machine did wrong, whatever the sound. */
function captureFindings({ droppedFrames, limits }: CheckTake, measured: CheckMeasurements): Finding[] {
  const findings: Finding[] = []
  if (droppedFrames >= limits.droppedBadFrames) findings.push({ code: 'DROPOUT', severity: 'bad', droppedFrames })
  const { clippedSamples, longestZeroRunSeconds, zerosInSound, peakDbfs, dcOffset } = measured
  if (clippedSamples >= limits.clippedLookSamples) {
    const severity = clippedSamples >= limits.clippedBadSamples ? 'bad' : 'look'
    findings.push({ code: 'CLIPPED', severity, clippedSamples })
  } else if (peakDbfs !== null && peakDbfs > limits.peakLookDbfs) {
    findings.push({ code: 'PEAK_HIGH', severity: 'look', peakDbfs, limitDbfs: limits.peakLookDbfs })
  }
  if (longestZeroRunSeconds >= limits.zeroRunLookSeconds) {
    const severity = zerosInSound || peakDbfs === null ? 'bad' : 'look'
    findings.push({ code: 'DIGITAL_ZEROS', severity, longestRunSeconds: longestZeroRunSeconds, inSound: zerosInSound })
  }
  const offset = above(Math.abs(dcOffset), limits.dcLook, limits.dcBad)
  if (offset) findings.push({ code: 'DC_OFFSET', severity: offset.severity, dcOffset })
  return findings
}

function soundFindings(take: CheckTake, measured: CheckMeasurements): Finding[] {
  const bars = take.limits.byClass[take.soundClass]
  return [...levelFindings(bars, measured), ...lengthFindings(bars, measured), ...cutFindings(take, measured)]
}

function levelFindings(bars: ClassLimits, { activeRmsDbfs, snrDb }: CheckMeasurements): Finding[] {
  const findings: Finding[] = []
  if (activeRmsDbfs !== null) {
    const loud = above(activeRmsDbfs, bars.loudLookDbfs, bars.loudBadDbfs)
    if (loud) findings.push({ code: 'TOO_LOUD', severity: loud.severity, activeRmsDbfs, limitDbfs: loud.limit })
    const quiet = below(activeRmsDbfs, bars.quietLookDbfs, bars.quietBadDbfs)
    if (quiet) findings.push({ code: 'TOO_QUIET', severity: quiet.severity, activeRmsDbfs, limitDbfs: quiet.limit })
  }
  const noisy = snrDb !== null && below(snrDb, bars.snrLookDb, bars.snrBadDb)
  if (noisy) findings.push({ code: 'NOISY', severity: noisy.severity, snrDb, limitDb: noisy.limit })
  return findings
}

function lengthFindings({ shortestSeconds, longestSeconds }: ClassLimits, measured: CheckMeasurements): Finding[] {
  const { soundSeconds } = measured
  if (soundSeconds < shortestSeconds) {
    return [{ code: 'TOO_SHORT', severity: 'bad', soundSeconds, limitSeconds: shortestSeconds }]
  }
  const long = above(soundSeconds, longestSeconds, 2 * longestSeconds)
  return long ? [{ code: 'TOO_LONG', severity: long.severity, soundSeconds, limitSeconds: longestSeconds }] : []
}

function cutFindings({ samples, sampleRateHz, trim, limits }: CheckTake, { sound }: CheckMeasurements): Finding[] {
  if (sound === null) return []
  const cut = (code: 'CUT_START' | 'CUT_END', edgeFrames: number, missingFrames: number): Finding[] => {
    if (edgeFrames < limits.cutEdgeSeconds * sampleRateHz) {
      return [{ code, severity: 'bad', by: 'take', missingSeconds: null }]
    }
    const missingSeconds = missingFrames / sampleRateHz
    return missingSeconds > limits.cutByMarksSeconds ? [{ code, severity: 'look', by: 'marks', missingSeconds }] : []
  }
  return [
    ...cut('CUT_START', sound.startFrame, trim.startFrame - sound.startFrame),
    ...cut('CUT_END', samples.length - sound.endFrame, sound.endFrame - trim.endFrame),
  ]
}

function roomFindings({ limits, soundCheck }: CheckTake, measured: CheckMeasurements): Finding[] {
  const { noiseFloorDbfs, humDbfs, humHz } = measured
  const findings: Finding[] = []
  if (noiseFloorDbfs !== null) {
    const high = above(noiseFloorDbfs, limits.floorLookDbfs, limits.floorBadDbfs)
    if (high) findings.push({ code: 'FLOOR_HIGH', severity: high.severity, noiseFloorDbfs, limitDbfs: high.limit })
    const riseDb = noiseFloorDbfs - (soundCheck?.noiseFloorDbfs ?? noiseFloorDbfs)
    if (riseDb > limits.floorRiseLookDb)
      findings.push({ code: 'FLOOR_RISEN', severity: 'look', noiseFloorDbfs, riseDb })
  }
  const hum = humDbfs !== null && above(humDbfs, limits.humLookDbfs, limits.humBadDbfs)
  if (hum && humHz !== null) findings.push({ code: 'HUM', severity: hum.severity, humHz, humDbfs })
  return findings
}

interface Passed {
  severity: 'look' | 'bad'
  limit: number
}

function above(value: number, look: number, bad: number): Passed | null {
  if (value > bad) return { severity: 'bad', limit: bad }
  return value > look ? { severity: 'look', limit: look } : null
}

function below(value: number, look: number, bad: number): Passed | null {
  if (value < bad) return { severity: 'bad', limit: bad }
  return value < look ? { severity: 'look', limit: look } : null
}
