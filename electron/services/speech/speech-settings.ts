import type { SpeechSettings } from '#shared/contract/voices.ts'
import { SpeechSettingsSchema } from '#shared/contract/voices.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import type { JsonValue } from '../../catalog/settings.ts'

export const defaultSpeechSettings: SpeechSettings = {
  defaultVoiceId: 'en-US-AriaNeural',
  // General American has no /ɒ ɪə eə ʊə/.
  defaultVoiceElsewhere: 'en-GB-SoniaNeural',
  ratePercent: -30,
  pitchPercent: 0,
  volumePercent: 0,
  cacheDays: 30,
  cacheDaysOfVoice: {},
  offline: false,
  ownProgram: null,
}

export interface SpeechSettingsStore {
  get(): SpeechSettings
  set(settings: SpeechSettings): SpeechSettings
}

const key = 'speech'

/** How TTS is made in this studio. `offline` from outside (a start flag) stands whatever is kept here. */
export function createSpeechSettings({
  catalog,
  clock,
  alwaysOffline,
}: {
  catalog: Catalog
  clock: () => Date
  alwaysOffline: boolean
}): SpeechSettingsStore {
  let known: { version: number; settings: SpeechSettings } | null = null

  function read(): SpeechSettings {
    // Of an older or newer studio, or changed by hand: what is wrong in it counts as not set.
    const kept = SpeechSettingsSchema.partial().safeParse(catalog.settings.get(key) ?? {})
    return { ...defaultSpeechSettings, ...(kept.success ? kept.data : {}) } as SpeechSettings
  }

  function get(): SpeechSettings {
    const version = catalog.version()
    if (known?.version !== version) known = { version, settings: read() }
    return alwaysOffline ? { ...known.settings, offline: true } : known.settings
  }

  return {
    get,
    set(settings) {
      catalog.write(() => catalog.settings.put(key, settings as unknown as JsonValue, clock().toISOString()))
      return get()
    },
  }
}
