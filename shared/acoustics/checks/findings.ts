import type { InputSettings } from '../../entities/recorded-sound.ts'

/** A note is told and changes nothing; "look" and "bad" make the verdict. */
export type Severity = 'note' | 'look' | 'bad'

export type ComparedSetting = Exclude<keyof InputSettings, 'deviceLabel' | 'deviceId'>

interface FindingData {
  CLIPPED: { clippedSamples: number }
  PEAK_HIGH: { peakDbfs: number; limitDbfs: number }
  TOO_LOUD: { activeRmsDbfs: number; limitDbfs: number }
  TOO_QUIET: { activeRmsDbfs: number; limitDbfs: number }
  NOISY: { snrDb: number; limitDb: number }
  FLOOR_HIGH: { noiseFloorDbfs: number; limitDbfs: number }
  /** The room is louder than at the sound check. */
  FLOOR_RISEN: { noiseFloorDbfs: number; riseDb: number }
  SILENT: { peakDbfs: number | null }
  /** How long the longest run of exact zeros is, and whether it lies within the sound. */
  DIGITAL_ZEROS: { longestRunSeconds: number; inSound: boolean }
  TOO_SHORT: { soundSeconds: number; limitSeconds: number }
  TOO_LONG: { soundSeconds: number; limitSeconds: number }
  /** By the file's own end, or by trim marks that leave out so much of the sound. */
  CUT_START: { by: 'take' | 'marks'; missingSeconds: number | null }
  CUT_END: { by: 'take' | 'marks'; missingSeconds: number | null }
  HUM: { humHz: 50 | 60; humDbfs: number }
  DC_OFFSET: { dcOffset: number }
  DROPOUT: { droppedFrames: number }
  DEVICE_CHANGED: { deviceLabel: string; checkedDeviceLabel: string }
  SETTINGS_CHANGED: { settings: ComparedSetting[] }
  /** The sound check was skipped. */
  UNCHECKED: { soundCheck: null }
}

export type FindingCode = keyof FindingData

export type Finding = { [Code in FindingCode]: { code: Code; severity: Severity } & FindingData[Code] }[FindingCode]

export type CheckVerdict = 'good' | 'look' | 'bad'

export function verdictOf(findings: readonly Finding[]): CheckVerdict {
  if (findings.some(({ severity }) => severity === 'bad')) return 'bad'
  return findings.some(({ severity }) => severity === 'look') ? 'look' : 'good'
}
