import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { studioErrorData } from '../api/declared-error.ts'
import { useErrorWords } from '../parts/use-error-words.ts'

/** As everywhere, but a full disk cost no take here. */
export function useBundleErrorWords(): (error: unknown) => string {
  const { t } = useTranslation()
  const words = useErrorWords()
  return useCallback(
    (error: unknown) => {
      const full = studioErrorData(error, 'DISK_FULL')
      return full === null ? words(error) : t('bundles.diskFull', { folder: full.folder })
    },
    [t, words],
  )
}
