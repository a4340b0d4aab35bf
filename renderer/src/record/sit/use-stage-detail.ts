import { useTranslation } from 'react-i18next'
import type { Sit } from './use-sit.ts'

/** What stands beside the word of the stage. */
export function useStageDetail({ sit, takesMade }: { sit: Sit; takesMade: number }): string {
  const { t } = useTranslation()
  const { stage, prompt } = sit
  switch (stage.kind) {
    case 'listening':
    case 'speak':
    case 'get-ready':
      return t('record.sit.takeOf', { number: takesMade + 1, total: prompt?.takesWanted ?? 0 })
    case 'complete':
      return t('record.sit.completeHint')
    case 'skipped':
      return prompt?.skipped?.reason ?? ''
    case 'paused':
      return t('record.sit.pausedHint')
    case 'closed':
    case 'failed':
      return t('record.openFirst')
    case 'muted':
      return t('record.sit.mutedHint')
    case 'told':
      if (stage.outcome.kind === 'not-it') return t(`record.sit.refusal.${stage.outcome.reason}`)
      return stage.outcome.kind === 'gave-up' ? t('record.sit.gaveUpHint') : ''
    default:
      return ''
  }
}
