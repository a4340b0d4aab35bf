import { useTranslation } from 'react-i18next'
import type { Take, TrimMarks } from '#shared/entities/take.ts'
import { secondsCut } from './move-mark.ts'
import styles from './trim-editor.module.css'

/** Where the marks stand, to the millisecond, and what is wrong with that. */
export function TrimFacts({
  take: { sampleRateHz, checked },
  marks,
  publishedOtherwise,
}: {
  take: Take
  marks: TrimMarks
  /** The source made from this take has other marks. */
  publishedOtherwise: boolean
}) {
  const { t } = useTranslation()
  const seconds = (frames: number) => t('trim.seconds', { seconds: (frames / sampleRateHz).toFixed(3) })
  const facts = [
    ['start', marks.startFrame],
    ['end', marks.endFrame],
    ['length', marks.endFrame - marks.startFrame],
  ] as const
  const sound = checked?.measurements.sound ?? null
  const cut = sound && secondsCut(marks, sound, sampleRateHz)
  const bar = checked?.limits.cutByMarksSeconds ?? 0
  const missingMs = (mark: 'start' | 'end') => Math.round((cut?.[mark] ?? 0) * 1000)

  return (
    <>
      <div className={styles.head}>
        <h2>{t('trim.title')}</h2>
        <dl className={styles.facts}>
          {facts.map(([fact, frames]) => (
            <div key={fact}>
              <dt>{t(`trim.fact.${fact}`)}</dt>
              <dd>{seconds(frames)}</dd>
            </div>
          ))}
        </dl>
        {sound && (
          <p className={styles.legend}>
            <span className={styles.swatch} aria-hidden="true" /> {t('trim.sound')}
          </p>
        )}
      </div>
      {/* Its line is there when it says nothing, so that the waveform stays where it is under the hand. */}
      <p className={styles.warnings}>
        {cut && cut.start > bar && (
          <span data-tone="look">▲ {t('check.finding.CUT_START_marks', { missingMs: missingMs('start') })}</span>
        )}
        {cut && cut.end > bar && (
          <span data-tone="look">▲ {t('check.finding.CUT_END_marks', { missingMs: missingMs('end') })}</span>
        )}
        {publishedOtherwise && <span>{t('trim.publishedOtherwise')}</span>}
      </p>
    </>
  )
}
