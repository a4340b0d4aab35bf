import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import styles from './take-list.module.css'
import { TakeRow } from './take-row.tsx'

/** The phoneme's takes, newest first. One is chosen: keys act on it. */
export function TakeList({
  takes,
  chosenId,
  onChoose,
}: {
  takes: TakeView[]
  chosenId: string | null
  onChoose: (takeId: string) => void
}) {
  const { t } = useTranslation()
  if (takes.length === 0) return <EmptyState title={t('record.takes.noneTitle')}>{t('record.takes.none')}</EmptyState>
  return (
    <ol className={styles.list} aria-label={t('record.takes.title')} reversed>
      {takes.map((view, index) => (
        <TakeRow
          key={view.take.id}
          view={view}
          number={takes.length - index}
          chosen={view.take.id === chosenId}
          onChoose={() => onChoose(view.take.id)}
        />
      ))}
    </ol>
  )
}
