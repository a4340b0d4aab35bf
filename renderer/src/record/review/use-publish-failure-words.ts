import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/contract/studio.ts'

/** Why one group was not published, in people's words: as a call of its own would have told it. */
export function usePublishFailureWords(): (failure: Failure) => string {
  const { t } = useTranslation()
  return useCallback(
    ({ code, data }: Failure) =>
      t([`errors.${code as 'TAKE_MISSING'}`, `faults.${code as 'CANCELLED'}`], { ...data, defaultValue: code }),
    [t],
  )
}
