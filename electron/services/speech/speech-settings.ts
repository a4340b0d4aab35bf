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
    const kept = catalog.settings.get(key)
    const fields = typeof kept === 'object' && kept !== null ? Object.entries(kept) : []
    const { shape } = SpeechSettingsSchema
    // Of an older or newer studio, or changed by hand: what is wrong in it counts as not set, and nothing else with it.
    const sound = fields.filter(([name, value]) => shape[name as keyof typeof shape]?.safeParse(value).success)
    return { ...defaultSpeechSettings, ...(Object.fromEntries(sound) as Partial<SpeechSettings>) }
  }

  function get(): SpeechSettings {
    const version = catalog.version()
    if (known?.version !== version) known = { version, settings: read() }
    return alwaysOffline ? { ...known.settings, offline: true } : known.settings
  }

  return {
    get,
    set(asked) {
      // What a start flag chose is no choice of a person's, and ends with that start.
      const settings = alwaysOffline ? { ...asked, offline: read().offline } : asked
      catalog.write(() => catalog.settings.put(key, settings as unknown as JsonValue, clock().toISOString()))
      return get()
    },
  }
}
