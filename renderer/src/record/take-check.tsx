import { useTranslation } from 'react-i18next'
import type { CheckedTake } from '#shared/entities/take.ts'
import { formatDbfs } from '../ui/format-dbfs.ts'
import { formatDuration } from '../ui/format-duration.ts'
import { findingValues, findingWords } from './finding-words.ts'
import styles from './take-check.module.css'

export const verdictShapes = { good: '✓', look: '▲', bad: '✕' } as const

/** What the checks found of the chosen take: the verdict, the figures it rests on, and what to do about each finding. */
export function TakeCheck({ checked }: { checked: CheckedTake | null }) {
  const { t } = useTranslation()
  if (checked === null) return <p className={styles.none}>{t('check.none')}</p>
  const { verdict, findings, measurements } = checked
  const { peakDbfs, activeRmsDbfs, noiseFloorDbfs, snrDb, soundSeconds } = measurements
  const told = findings.filter(({ severity }) => severity !== 'note')
  const figures = [
    ['length', formatDuration(soundSeconds)],
    ['peak', formatDbfs(peakDbfs)],
    ['level', formatDbfs(activeRmsDbfs)],
    ['floor', formatDbfs(noiseFloorDbfs)],
    ['snr', snrDb === null ? '–' : `${snrDb.toFixed(0)} dB`],
  ] as const

  return (
    <section className={styles.check} aria-label={t('check.title')}>
      <p className={styles.verdict} data-tone={verdict}>
        <span aria-hidden="true">{verdictShapes[verdict]}</span> {t(`check.${verdict}`)}
      </p>
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`check.figure.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.findings}>
        {told.length === 0 && <li>{t('check.allGood')}</li>}
        {told.map((finding) => (
          <li key={finding.code} data-tone={finding.severity}>
            {t(findingWords(finding), findingValues(finding))}
          </li>
        ))}
      </ul>
    </section>
  )
}
