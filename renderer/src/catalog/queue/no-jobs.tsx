import { useTranslation } from 'react-i18next'
import { useMakeTts } from '../../parts/make-tts-context.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

export function NoJobs({
  filter,
  onAll,
}: {
  filter: 'all' | 'waiting' | 'running' | 'failed' | 'done' | 'cancelled'
  onAll: () => void
}) {
  const { t } = useTranslation()
  const makeTts = useMakeTts()
  const group = t('queue.title')
  return (
    <EmptyState
      title={t(`queue.none.${filter}`)}
      action={
        filter === 'all' ? (
          <ActionButton
            id="queue.makeTts"
            label={t('voices.make.open')}
            group={group}
            chord="t"
            onAct={() => makeTts({ kind: 'every phoneme' })}
          />
        ) : (
          <ActionButton id="queue.showAll" label={t('queue.showAll')} group={group} chord="a" onAct={onAll} />
        )
      }
    >
      {t('queue.about')}
    </EmptyState>
  )
}
