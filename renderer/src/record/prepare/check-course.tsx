import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionSoundCheck } from '#shared/entities/take.ts'
import styles from './check-course.module.css'
import type { CheckPhase } from './run-check.ts'

/** What the speaker does now, large enough to read from the microphone. */
export function CheckCourse({
  phase,
  check,
  open,
}: {
  phase: CheckPhase
  check: SessionSoundCheck | null
  open: boolean
}) {
  const { t } = useTranslation()
  const course = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (phase.kind !== 'resting') course.current?.scrollIntoView({ block: 'nearest' })
  }, [phase.kind])
  if (phase.kind === 'resting')
    return check === null ? (
      <p className={styles.hint}>{t(open ? 'record.prepare.sound.beginHint' : 'record.prepare.sound.about')}</p>
    ) : null
  return (
    <div ref={course} className={styles.course} data-phase={phase.kind}>
      <p className={styles.now}>
        <span aria-hidden="true">{phase.kind === 'silence' ? '◌' : '◉'}</span>{' '}
        {phase.kind === 'silence' ? t('record.prepare.sound.silence') : t('record.prepare.sound.sayThis')}
      </p>
      {phase.kind === 'silence' ? (
        <div className={styles.track} aria-hidden="true">
          <div className={styles.passed} />
        </div>
      ) : (
        <>
          <p className={styles.sentence} lang="en">
            {t('record.prepare.sentence')}
          </p>
          <p className={styles.hint}>{t(`record.prepare.sound.${phase.voice}`)}</p>
        </>
      )}
    </div>
  )
}
