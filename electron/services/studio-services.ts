import type { StudioStatus } from '#shared/contract/studio.ts'
import type { CatalogStatus } from '../catalog/inspect-catalog.ts'
import type { Bundles } from './bundles.ts'
import type { Doctor } from './doctor.ts'
import type { Generation } from './generation.ts'
import type { Phonemes } from './phonemes.ts'
import type { Recording } from './recording.ts'
import type { Sources } from './sources.ts'
import type { Speakers } from './speakers.ts'
import type { Takes } from './takes.ts'

/** Everything that the doors can ask for. */
export interface StudioServices {
  phonemes: Phonemes
  speakers: Speakers
  recording: Recording
  takes: Takes
  sources: Sources
  generation: Generation
  bundles: Bundles
  doctor: Doctor
  studio: {
    info(): { version: string; folder: string; deviceId: string; engines: string[] }
    status(): StudioStatus
    changes(signal?: AbortSignal): AsyncGenerator<{ version: number }, void, void>
    catalogStatus(): Promise<CatalogStatus>
  }
}
