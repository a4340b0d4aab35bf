import { useTranslation } from 'react-i18next'
import type { CheckedTake } from '#shared/entities/take.ts'
import { findingValues, findingWords } from './finding-words.ts'
import styles from './take-check.module.css'
import { useTakeFigures } from './use-take-figures.ts'

export const verdictShapes = { good: '✓', look: '▲', bad: '✕' } as const

/** What the checks found of the chosen take: the verdict, the figures it rests on, and what to do about each finding. */
export function TakeCheck({ checked }: { checked: CheckedTake | null }) {
  const { t } = useTranslation()
  const figures = useTakeFigures()
  if (checked === null) return <p className={styles.none}>{t('check.none')}</p>
  const { verdict, findings } = checked
  const told = findings.filter(({ severity }) => severity !== 'note')

  return (
    <section className={styles.check} aria-label={t('check.title')}>
      <p className={styles.verdict} data-tone={verdict}>
        <span aria-hidden="true">{verdictShapes[verdict]}</span> {t(`check.${verdict}`)}
      </p>
      <dl className={styles.figures}>
        {figures(checked).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
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
