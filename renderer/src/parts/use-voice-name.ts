import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'

type Named = { voiceName: string; source: Pick<SourceView['source'], 'voiceId' | 'language'> }

/** Who is heard: a speaker by name, a machine's voice by its engine and accent, `eSpeak en-US` for `espeak:en-us`. */
export function useVoiceName(): (view: Named) => string {
  const { t } = useTranslation()
  return useCallback(
    ({ voiceName, source: { voiceId, language } }) =>
      voiceName === voiceId && voiceId.startsWith('espeak:') ? t('voice.espeak', { language }) : voiceName,
    [t],
  )
}
