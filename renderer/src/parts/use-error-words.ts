import { ORPCError } from '@orpc/client'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { studioErrorCode, studioErrorData } from '../api/declared-error.ts'
import { ConnectionLost } from '../api/lost-connection.ts'

/** An error in people's words: what happened, what is safe, what to do next. */
export function useErrorWords(): (error: unknown) => string {
  const { t } = useTranslation()
  return useCallback(
    (error: unknown) => {
      if (error instanceof ConnectionLost) return t('errors.CONNECTION_LOST')
      const code = studioErrorCode(error)
      const consent = studioErrorData(error, 'CONSENT_MISSING')
      if (consent?.withdrawn === true) return t('errors.CONSENT_WITHDRAWN', consent)
      if (code !== null && error instanceof ORPCError)
        return t(`errors.${code}`, { ...(error.data as Record<string, string | number>) })
      return t('errors.UNEXPECTED', { reason: error instanceof Error ? error.message : String(error) })
    },
    [t],
  )
}
