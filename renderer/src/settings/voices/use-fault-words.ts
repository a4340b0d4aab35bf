import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { limitText } from '../limits/limits-draft.ts'
import type { VoicesFault } from './voices-draft.ts'

/** What is wrong with a field, told beside it. */
export function useFaultWords(): (fault: VoicesFault) => string {
  const { t } = useTranslation()
  return useCallback(
    (fault) => {
      switch (fault.code) {
        case 'OUTSIDE':
          return t('voices.settings.fault.OUTSIDE', { least: limitText(fault.least), most: limitText(fault.most) })
        case 'TOO_LONG':
        case 'TOO_MANY':
          return t(`voices.settings.fault.${fault.code}`, { most: fault.most })
        default:
          return t(`voices.settings.fault.${fault.code}`)
      }
    },
    [t],
  )
}
