import type { Command } from '../command.ts'
import { bundleExport } from './bundle-export.ts'
import { catalogStatus } from './catalog-status.ts'
import { doctor } from './doctor.ts'
import { phonemes } from './phonemes.ts'
import { prefer } from './prefer.ts'
import { resolvePhoneme } from './resolve.ts'
import { sources } from './sources.ts'
import { speakersAdd } from './speakers-add.ts'
import { speakersList } from './speakers-list.ts'
import { takesImport } from './takes-import.ts'
import { ttsFill } from './tts-fill.ts'

export const commands: readonly Command[] = [
  phonemes,
  resolvePhoneme,
  sources,
  prefer,
  speakersAdd,
  speakersList,
  takesImport,
  ttsFill,
  bundleExport,
  catalogStatus,
  doctor,
]
