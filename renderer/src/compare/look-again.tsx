import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { useAnnounce } from '../ui/announcer.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './ladder.module.css'

/** Answers are remembered until something changes; whoever doubts one has it found again, from the files. */
export function LookAgain({ phonemeId }: { phonemeId: string }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const queryClient = useQueryClient()
  const words = useErrorWords()
  const announce = useAnnounce()
  const group = t('compare.title')
  const onSettled = () => queryClient.invalidateQueries()
  const one = useMutation(
    queries.phonemes.resolve.mutationOptions({
      onSuccess: ({ wantsFresh }) => announce(t(wantsFresh ? 'compare.again.fresh' : 'compare.again.done')),
      onSettled,
    }),
  )
  const all = useMutation(
    queries.cache.clearMemo.mutationOptions({
      onSuccess: ({ cleared }) => announce(t('compare.again.forgotten', { count: cleared })),
      onSettled,
    }),
  )
  const error = one.error ?? all.error
  return (
    <div className={styles.again}>
      <ActionButton
        id="compare.lookAgain"
        label={t('compare.again.one')}
        group={group}
        chord="r"
        enabled={!one.isPending}
        onAct={() => one.mutate({ phoneme: phonemeId, forceRefresh: true })}
      />
      <ActionButton
        id="compare.lookAgainAll"
        label={t('compare.again.all')}
        group={group}
        chord="Shift+r"
        tone="quiet"
        enabled={!all.isPending}
        onAct={() => all.mutate({})}
      />
      {error && <Notice tone="bad">{words(error)}</Notice>}
    </div>
  )
}
