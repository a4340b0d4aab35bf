import type { Command } from '../command.ts'
import { bundleExport } from './bundle-export.ts'
import { bundleImport } from './bundle-import.ts'
import { bundleVerify } from './bundle-verify.ts'
import { catalogStatus } from './catalog-status.ts'
import { cleanup } from './cleanup.ts'
import { courseMap } from './course-map.ts'
import { doctor } from './doctor.ts'
import { keep } from './keep.ts'
import { memoClear } from './memo-clear.ts'
import { phonemes } from './phonemes.ts'
import { prefer } from './prefer.ts'
import { queue, queueCancel, queuePause, queueResume, queueRetry } from './queue.ts'
import { resolvePhoneme } from './resolve.ts'
import { scriptBuild } from './script-build.ts'
import { scriptCheck } from './script-check.ts'
import { sittings } from './sittings.ts'
import { sources } from './sources.ts'
import { speakersAdd } from './speakers-add.ts'
import { speakersList } from './speakers-list.ts'
import { stats, statsExpiring, statsMostPlayed, statsQuality, statsUnused } from './stats.ts'
import { takesImport } from './takes-import.ts'
import { ttsFill } from './tts-fill.ts'

export const commands: readonly Command[] = [
  phonemes,
  resolvePhoneme,
  sources,
  prefer,
  speakersAdd,
  speakersList,
  scriptBuild,
  scriptCheck,
  sittings,
  takesImport,
  ttsFill,
  queue,
  queuePause,
  queueResume,
  queueCancel,
  queueRetry,
  stats,
  statsMostPlayed,
  statsUnused,
  statsExpiring,
  statsQuality,
  keep,
  cleanup,
  memoClear,
  bundleExport,
  bundleVerify,
  bundleImport,
  courseMap,
  catalogStatus,
  doctor,
]
