import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { voiceIdParts } from './voice-id-parts.ts'

type Named = { voiceName: string; source: Pick<SourceView['source'], 'voiceId' | 'language'> }

/** A machine's voice by its engine or name and its accent: `eSpeak en-US` for `espeak:en-us`, `Aria en-US` for `en-US-AriaNeural`. */
export function useVoiceIdName(): (voiceId: string, language?: string) => string {
  const { t } = useTranslation()
  return useCallback(
    (voiceId, language) => {
      const parts = voiceIdParts(voiceId)
      if (parts === null) return voiceId
      if (parts.engine === 'own') return parts.name
      const accent = language ?? parts.language
      return parts.engine === 'espeak'
        ? t('voice.espeak', { language: accent })
        : t('voice.edge', { name: parts.name, language: accent })
    },
    [t],
  )
}

/** Who is heard: a speaker by name, a machine's voice by its engine or name and its accent. */
export function useVoiceName(): (view: Named) => string {
  const idName = useVoiceIdName()
  return useCallback(
    ({ voiceName, source: { voiceId, language } }) => (voiceName === voiceId ? idName(voiceId, language) : voiceName),
    [idName],
  )
}
