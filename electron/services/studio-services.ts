import type { StudioStatus } from '#shared/contract/studio.ts'
import type { CatalogStatus } from '../catalog/inspect-catalog.ts'
import type { Analytics } from './analytics.ts'
import type { Bundles } from './bundles/bundles.ts'
import type { CacheUpkeep } from './cache-upkeep.ts'
import type { Doctor } from './doctor.ts'
import type { Phonemes } from './phonemes.ts'
import type { Plays } from './plays.ts'
import type { Recording } from './recording.ts'
import type { Resolver } from './resolver.ts'
import type { Scripts } from './scripts.ts'
import type { Sessions } from './sessions.ts'
import type { Settings } from './settings.ts'
import type { SittingReview } from './sitting-review.ts'
import type { Sittings } from './sittings.ts'
import type { SourcePages } from './source-pages.ts'
import type { Sources } from './sources.ts'
import type { Speakers } from './speakers.ts'
import type { Generation } from './speech/generation.ts'
import type { SpeechSettingsStore } from './speech/speech-settings.ts'
import type { Takes } from './takes.ts'

/** Everything that the doors can ask for. */
export interface StudioServices {
  phonemes: Phonemes
  speakers: Speakers
  scripts: Scripts
  sittings: Sittings
  review: SittingReview
  sessions: Sessions
  recording: Recording
  takes: Takes
  sources: Sources
  sourcePages: SourcePages
  plays: Plays
  generation: Generation
  speech: SpeechSettingsStore
  resolver: Resolver
  analytics: Analytics
  cacheUpkeep: CacheUpkeep
  bundles: Bundles
  doctor: Doctor
  settings: Settings
  studio: {
    info(): { version: string; folder: string; deviceId: string; engines: string[] }
    status(): StudioStatus
    changes(signal?: AbortSignal): AsyncGenerator<{ version: number }, void, void>
    catalogStatus(): Promise<CatalogStatus>
  }
}
