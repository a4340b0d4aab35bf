import { useTranslation } from 'react-i18next'
import type { CheckedTake, Take } from '#shared/entities/take.ts'
import { findingValues, findingWords } from '../finding-words.ts'
import { useTakeFigures } from '../use-take-figures.ts'
import styles from './sit-check.module.css'

/** What was found, a sentence each; notes are left out. */
export function useFindings(): (checked: CheckedTake) => string[] {
  const { t } = useTranslation()
  return ({ findings }) =>
    findings
      .filter(({ severity }) => severity !== 'note')
      .map((finding) => t(findingWords(finding), findingValues(finding)))
}

/** What the check found of the take just made, and what to do about it. */
export function SitCheck({ take }: { take: Take }) {
  const { t } = useTranslation()
  const figures = useTakeFigures()
  const { checked } = take
  if (checked === null)
    return (
      <section className={styles.check} aria-label={t('record.sit.check')}>
        <p>{take.salvaged ? t('record.sit.salvaged') : t('check.none')}</p>
      </section>
    )
  const told = checked.findings.filter(({ severity }) => severity !== 'note')
  return (
    <section className={styles.check} aria-label={t('record.sit.check')}>
      <ul className={styles.findings}>
        {told.length === 0 && <li>{t('check.allGood')}</li>}
        {told.map((finding) => (
          <li key={finding.code} data-tone={finding.severity}>
            {t(findingWords(finding), findingValues(finding))}
          </li>
        ))}
      </ul>
      <dl className={styles.figures}>
        {figures(checked).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
