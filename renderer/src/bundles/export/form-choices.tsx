import { Checkbox, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from '../bundles-room.module.css'
import type { ExportForm } from './export-form.ts'
import { mp3Rates } from './export-form.ts'

/** The forms of each sound besides its own file, and what else comes with it. */
export function FormChoices({ form, onChange }: { form: ExportForm; onChange: (part: Partial<ExportForm>) => void }) {
  const { t } = useTranslation()
  const box = (field: 'flac' | 'ogg' | 'withTakes' | 'withMetadataCsv' | 'withTextGrids') => (
    <Checkbox
      label={t(`bundles.${field}`)}
      description={t(`bundles.hint.${field}`)}
      checked={form[field]}
      onChange={(event) => onChange({ [field]: event.currentTarget.checked })}
    />
  )
  return (
    <>
      <fieldset className={styles.options}>
        <legend>{t('bundles.forms')}</legend>
        {box('flac')}
        <div className={styles.withRate}>
          <Checkbox
            label={t('bundles.mp3')}
            description={t('bundles.hint.mp3')}
            checked={form.mp3 !== null}
            onChange={(event) => onChange({ mp3: event.currentTarget.checked ? mp3Rates[0] : null })}
          />
          {form.mp3 !== null && (
            <SegmentedControl
              aria-label={t('bundles.mp3Rate')}
              classNames={{ indicator: styles.chosen, label: styles.rate }}
              value={String(form.mp3)}
              onChange={(value) => onChange({ mp3: mp3Rates.find((rate) => String(rate) === value) ?? null })}
              data={mp3Rates.map((rate) => ({
                value: String(rate),
                label: t('bundles.kilobits', { value: rate / 1000 }),
              }))}
              transitionDuration={0}
            />
          )}
        </div>
        {box('ogg')}
      </fieldset>
      <fieldset className={styles.options}>
        <legend>{t('bundles.besides')}</legend>
        {box('withTakes')}
        {box('withMetadataCsv')}
        {box('withTextGrids')}
      </fieldset>
    </>
  )
}
