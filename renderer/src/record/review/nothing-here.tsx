import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/action-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { ReviewFilter } from './review-groups.ts'

/** No group fits the filter. */
export function NothingFits({ filter, onAll }: { filter: ReviewFilter; onAll: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t(`review.nothing.${filter}`)}
      action={
        <ActionButton
          id="review.showAll"
          label={t('review.showAll')}
          group={t('review.title')}
          chord="a"
          onAct={onAll}
        />
      }
    />
  )
}

/** A sitting in which nothing was recorded yet. */
export function NothingRecorded({ onRecord }: { onRecord: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('review.empty.title')}
      action={
        <ActionButton
          id="review.record"
          label={t('review.empty.record')}
          group={t('review.title')}
          chord="r"
          tone="main"
          onAct={onRecord}
        />
      }
    >
      {t('review.empty.text')}
    </EmptyState>
  )
}
