import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { JobView } from '#shared/contract/voices.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { useFailureWords } from '../parts/use-failure-words.ts'
import { useQueueState } from '../parts/use-queue-state.ts'
import { Button } from '../ui/button.tsx'
import { formatTimeOfDay } from '../ui/format-date.ts'
import { Notice } from '../ui/notice.tsx'

/** The newest jobs are enough: what is wanted now was asked for just now. */
const newest = 200

/** Nothing valid was there: what becomes of the clip that is to take its place, as it happens. */
export function FreshClip({ phonemeId }: { phonemeId: string }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const errorWords = useErrorWords()
  const failureWords = useFailureWords()
  const paused = useQueueState()?.paused ?? false
  const jobs = useQuery(queries.queue.list.queryOptions({ input: { limit: newest } })).data
  const job = jobs?.find((each) => each.phonemeId === phonemeId)
  const resume = useMutation(queries.queue.setPaused.mutationOptions())
  const retry = useMutation(queries.queue.retry.mutationOptions())
  const error = resume.error ?? retry.error
  const failure = (each: JobView) => (each.failure ? failureWords({ label: '', ...each.failure }) : '')

  if (error) return <Notice tone="bad">{errorWords(error)}</Notice>
  if (job?.state === 'failed')
    return (
      <Notice tone="bad" action={<Button onAct={() => retry.mutate({ jobIds: [job.id] })}>{t('queue.retry')}</Button>}>
        {t('compare.fresh.failed', { reason: failure(job) })}
      </Notice>
    )
  if (job?.state !== 'waiting' && job?.state !== 'running')
    return <Notice tone="info">{t('compare.fresh.wanted')}</Notice>
  if (paused)
    return (
      <Notice tone="look" action={<Button onAct={() => resume.mutate({ paused: false })}>{t('queue.resume')}</Button>}>
        {t('compare.fresh.paused')}
      </Notice>
    )
  return (
    <Notice tone="info">
      <output>
        {job.notBefore !== null && job.failure !== null
          ? t('compare.fresh.later', { time: formatTimeOfDay(job.notBefore), reason: failure(job) })
          : t('compare.fresh.making')}
      </output>
    </Notice>
  )
}
