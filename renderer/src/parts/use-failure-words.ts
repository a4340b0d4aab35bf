import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/contract/studio.ts'

/** Why one item of a longer work failed, in people's words; its bare code where there are none. */
export function useFailureWords(): (failure: Failure) => string {
  const { t } = useTranslation()
  return useCallback(
    ({ code, data }: Failure) =>
      t(`faults.${code as 'DEADLINE'}`, { ...(data as { engine: string; deadlineMs: number }), defaultValue: code }),
    [t],
  )
}
