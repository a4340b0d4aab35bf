import type { CheckLimits, ClassLimits } from '#shared/acoustics/checks/check-limits.ts'
import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'

export type LimitKind = 'level' | 'decibels' | 'seconds' | 'samples' | 'share'

/** What the studio accepts (shared/contract/settings.ts), told beside a field before it is asked. */
export const boundsOf: Record<LimitKind, { least: number; most: number; whole: boolean }> = {
  level: { least: -140, most: 0, whole: false },
  decibels: { least: 0, most: 140, whole: false },
  seconds: { least: 0, most: 60, whole: false },
  samples: { least: 0, most: 1_000_000, whole: true },
  share: { least: 0, most: 1, whole: false },
}

export type GeneralLimit = Exclude<keyof CheckLimits, 'byClass'>
export type ClassLimit = keyof ClassLimits

export const generalLimits = {
  peakLookDbfs: 'level',
  clippedLookSamples: 'samples',
  clippedBadSamples: 'samples',
  silentBelowDbfs: 'level',
  cutEdgeSeconds: 'seconds',
  cutByMarksSeconds: 'seconds',
  floorLookDbfs: 'level',
  floorBadDbfs: 'level',
  floorRiseLookDb: 'decibels',
  humLookDbfs: 'level',
  humBadDbfs: 'level',
  dcLook: 'share',
  dcBad: 'share',
  zeroRunLookSeconds: 'seconds',
  droppedBadFrames: 'samples',
} as const satisfies Record<GeneralLimit, LimitKind>

export const classLimits = {
  shortestSeconds: 'seconds',
  longestSeconds: 'seconds',
  quietLookDbfs: 'level',
  quietBadDbfs: 'level',
  loudLookDbfs: 'level',
  loudBadDbfs: 'level',
  snrLookDb: 'decibels',
  snrBadDb: 'decibels',
} as const satisfies Record<ClassLimit, LimitKind>

/** As people look for them: what is said, where, and with what. */
export const generalGroups: readonly { group: 'sound' | 'room' | 'device'; limits: readonly GeneralLimit[] }[] = [
  {
    group: 'sound',
    limits: [
      'peakLookDbfs',
      'clippedLookSamples',
      'clippedBadSamples',
      'silentBelowDbfs',
      'cutEdgeSeconds',
      'cutByMarksSeconds',
    ],
  },
  { group: 'room', limits: ['floorLookDbfs', 'floorBadDbfs', 'floorRiseLookDb', 'humLookDbfs', 'humBadDbfs'] },
  { group: 'device', limits: ['dcLook', 'dcBad', 'zeroRunLookSeconds', 'droppedBadFrames'] },
]

/** Pairs of which the first may not be above the second: past that, one of the two would never be said. */
export const generalOrder: readonly (readonly [GeneralLimit, GeneralLimit])[] = [
  ['clippedLookSamples', 'clippedBadSamples'],
  ['floorLookDbfs', 'floorBadDbfs'],
  ['humLookDbfs', 'humBadDbfs'],
  ['dcLook', 'dcBad'],
]
export const classOrder: readonly (readonly [ClassLimit, ClassLimit])[] = [
  ['shortestSeconds', 'longestSeconds'],
  ['quietBadDbfs', 'quietLookDbfs'],
  ['loudLookDbfs', 'loudBadDbfs'],
  ['snrBadDb', 'snrLookDb'],
]

/** One limit of them all: a general one, or one of a class of sounds. */
export type LimitPath = GeneralLimit | `${SoundClass}.${ClassLimit}`
