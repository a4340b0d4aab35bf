import { Checkbox, Radio } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Licence } from '#shared/entities/speaker.ts'
import { licences } from '#shared/entities/speaker.ts'
import { formatDate } from '../ui/format-date.ts'
import styles from './consent-fields.module.css'
import { ConsentText } from './consent-text.tsx'

const usual: Licence = 'CC-BY-4.0'

/** What the speaker agrees to, and under which licence. null: not given (yet). */
export function ConsentFields({
  consent,
  onChange,
}: {
  consent: Licence | null
  onChange: (consent: Licence | null) => void
}) {
  const { t } = useTranslation()
  const [licence, setLicence] = useState(consent ?? usual)
  const [today] = useState(() => formatDate(new Date().toISOString()))

  const choose = (value: string) => {
    const chosen = licences.find((each) => each === value) ?? usual
    setLicence(chosen)
    if (consent !== null) onChange(chosen)
  }

  return (
    <fieldset className={styles.consent}>
      <legend className={styles.legend}>{t('consent.title')}</legend>
      <ConsentText licence={licence} />
      <Radio.Group label={t('consent.licence')} value={licence} onChange={choose}>
        <div className={styles.licences}>
          {licences.map((value) => (
            <Radio key={value} value={value} label={t(`licence.${value}`)} />
          ))}
        </div>
      </Radio.Group>
      <div className={styles.agree}>
        <Checkbox
          label={t('consent.agree')}
          checked={consent !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? licence : null)}
        />
        <span className={styles.today}>{t('consent.today', { date: today })}</span>
      </div>
    </fieldset>
  )
}
