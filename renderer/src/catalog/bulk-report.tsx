import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../parts/use-error-words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './catalog-room.module.css'
import type { BulkWork } from './use-bulk-work.ts'

/** How far it is, and what came of it. Errors that read alike are told once. */
export function BulkReport({ work, onStop, onClose }: { work: BulkWork; onStop: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const words = useErrorWords()
  if (work.kind === 'idle') return null
  if (work.kind === 'working')
    return (
      <div className={styles.working}>
        <Progress
          className={styles.progress}
          value={(work.done / Math.max(1, work.total)) * 100}
          aria-label={t('catalog.bulk.working')}
          transitionDuration={0}
        />
        <span className={styles.count}>{t('voices.make.step', { done: work.done, total: work.total })}</span>
        <Button onAct={onStop}>{t('catalog.bulk.stop')}</Button>
      </div>
    )
  const told = [...new Set(work.errors.map(words))]
  return (
    <Notice tone={told.length > 0 ? 'bad' : 'info'} action={<Button onAct={onClose}>{t('common.close')}</Button>}>
      {t('catalog.bulk.ended', { count: work.done })} {work.stopped && t('catalog.bulk.stopped')}{' '}
      {work.skipped > 0 && t('catalog.bulk.skipped', { count: work.skipped })}
      {told.length > 0 && (
        <ul>
          {told.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
