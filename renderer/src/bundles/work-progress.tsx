import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../ui/action-button.tsx'
import { formatBytes } from '../ui/format-bytes.ts'
import styles from './bundles-room.module.css'
import type { TimedProgress } from './time-left.ts'
import { roundedTime, shareOf } from './time-left.ts'

/** How far a long work is, how long it will still take, and the way to end it. */
export function WorkProgress({
  label,
  progress,
  onCancel,
}: {
  label: string
  progress: TimedProgress | null
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const told = progress === null ? [t('bundles.begin')] : []
  if (progress !== null) {
    const { done, total, doneBytes, totalBytes, secondsLeft } = progress
    if (total > 1) told.push(t('bundles.files', { done, total }))
    if (totalBytes > 0) told.push(t('bundles.bytes', { done: formatBytes(doneBytes), total: formatBytes(totalBytes) }))
    if (secondsLeft !== null) {
      const { unit, count } = roundedTime(secondsLeft)
      told.push(t(`bundles.left.${unit}`, { count }))
    }
  }
  return (
    <section className={styles.progress} aria-label={label}>
      <p>{label}</p>
      <Progress value={progress === null ? 0 : shareOf(progress) * 100} aria-label={label} transitionDuration={0} />
      <p className={styles.step}>{told.join(' · ')}</p>
      <div>
        <ActionButton
          id="bundles.cancel"
          label={t('common.cancel')}
          group={t('bundles.title')}
          chord="Escape"
          onAct={onCancel}
        />
      </div>
    </section>
  )
}
