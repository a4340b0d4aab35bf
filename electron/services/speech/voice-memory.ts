import type { VoiceMemory } from '#shared/node/engines/edge-voice-list.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import type { JsonValue } from '../../catalog/settings.ts'

const key = 'edge-voices'

/** The service's list of voices as it was last had, for when it can't be reached. */
export function createVoiceMemory({ catalog, clock }: { catalog: Catalog; clock: () => Date }): VoiceMemory {
  return {
    read: () => catalog.settings.get(key),
    write: (list) => catalog.writeQuietly(() => catalog.settings.put(key, list as JsonValue, clock().toISOString())),
  }
}
