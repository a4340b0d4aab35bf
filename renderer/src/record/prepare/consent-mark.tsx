import { useTranslation } from 'react-i18next'
import type { Consent } from '#shared/entities/speaker.ts'
import { formatDate } from '../../ui/format-date.ts'
import styles from './consent-mark.module.css'

/** How a speaker's consent stands, by shape, word and colour. */
export function ConsentMark({ consent, short = false }: { consent: Consent | null; short?: boolean }) {
  const { t } = useTranslation()
  if (consent === null)
    return (
      <span className={styles.mark} data-tone="look">
        ▲ {t('consent.state.none')}
      </span>
    )
  if (consent.withdrawnAt !== null)
    return (
      <span className={styles.mark} data-tone="look">
        ▲ {t('consent.state.withdrawn', { date: formatDate(consent.withdrawnAt) })}
      </span>
    )
  const licence = t(`licence.short.${consent.licence}`)
  return (
    <span className={styles.mark} data-tone="good">
      ✓ {short ? licence : t('consent.state.given', { licence, date: formatDate(consent.givenAt) })}
    </span>
  )
}
