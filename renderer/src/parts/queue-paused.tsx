import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useStudio } from './studio-context.tsx'
import { useQueueState } from './use-queue-state.ts'

/** While the queue is paused nothing moves, and whoever waits should know why. */
export function QueuePaused() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const resume = useMutation(queries.queue.setPaused.mutationOptions())
  if (useQueueState()?.paused !== true) return null
  return (
    <Notice tone="look" action={<Button onAct={() => resume.mutate({ paused: false })}>{t('queue.resume')}</Button>}>
      {t('queue.isPaused')}
    </Notice>
  )
}
