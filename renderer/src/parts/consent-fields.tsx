import { Checkbox, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { licences } from '#shared/entities/speaker.ts'
import type { Licence } from '#shared/entities/speaker.ts'
import styles from './consent-fields.module.css'

/** What the speaker agrees to, in a few readable lines, and under which licence. null: not given (yet). */
export function ConsentFields({
  consent,
  onChange,
}: {
  consent: Licence | null
  onChange: (consent: Licence | null) => void
}) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.consent}>
      <legend className={styles.legend}>{t('consent.title')}</legend>
      <ul className={styles.points}>
        {(['use', 'change', 'withdraw', 'without'] as const).map((point) => (
          <li key={point}>{t(`consent.points.${point}`)}</li>
        ))}
      </ul>
      <Checkbox
        label={t('consent.agree')}
        checked={consent !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? 'CC-BY-4.0' : null)}
      />
      <Select
        label={t('consent.licence')}
        disabled={consent === null}
        value={consent ?? 'CC-BY-4.0'}
        data={licences.map((value) => ({ value, label: t(`licence.${value}`) }))}
        onChange={(value) => onChange(licences.find((licence) => licence === value) ?? null)}
      />
    </fieldset>
  )
}
