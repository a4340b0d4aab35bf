import { useTranslation } from 'react-i18next'
import type { InputSettings } from '#shared/entities/take.ts'
import { formatSampleRate } from '../ui/format-sample-rate.ts'
import styles from './input-facts.module.css'

const processings = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const

/** What the microphone's track really does, not what was asked of it. */
export function InputFacts({ input }: { input: InputSettings }) {
  const { t } = useTranslation()
  const on = processings.filter((processing) => input[processing] === true)
  const unknown = processings.some((processing) => input[processing] === null)
  return (
    <p className={styles.facts}>
      <span>{formatSampleRate(input.sampleRateHz)}</span>
      <span>{t('record.input.channels', { count: input.channelCount })}</span>
      {on.length === 0 ? (
        <span>{unknown ? t('record.input.unknown') : t('record.input.untouched')}</span>
      ) : (
        <strong className={styles.look}>
          ▲ {t('record.input.processed', { what: on.map((name) => t(`record.input.${name}`)).join(', ') })}
        </strong>
      )}
    </p>
  )
}
