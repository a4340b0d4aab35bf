import { useTranslation } from 'react-i18next'
import type { InputSettings } from '#shared/entities/take.ts'
import { formatSampleRate } from '../../ui/format-sample-rate.ts'
import styles from './track-facts.module.css'

const processings = ['autoGainControl', 'noiseSuppression', 'echoCancellation'] as const

/** What the track really does, one by one: whatever alters the sound alters every take. */
export function TrackFacts({ input }: { input: InputSettings }) {
  const { t } = useTranslation()
  const altered = processings.some((processing) => input[processing] === true)
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>{t('record.prepare.track.rate')}</dt>
          <dd>{formatSampleRate(input.sampleRateHz)}</dd>
        </div>
        <div>
          <dt>{t('record.prepare.track.channels')}</dt>
          <dd>{t('record.prepare.track.count', { count: input.channelCount })}</dd>
        </div>
        {processings.map((processing) => (
          <div key={processing}>
            <dt>{t(`record.prepare.track.${processing}`)}</dt>
            <dd>
              <Flag on={input[processing]} />
            </dd>
          </div>
        ))}
      </dl>
      {altered && <p className={styles.advice}>{t('record.prepare.track.advice')}</p>}
    </>
  )
}

function Flag({ on }: { on: boolean | null }) {
  const { t } = useTranslation()
  if (on === null) return <span>{t('record.prepare.track.notSaid')}</span>
  return (
    <span data-tone={on ? 'look' : 'good'}>
      {on ? `▲ ${t('record.prepare.track.on')}` : `✓ ${t('record.prepare.track.off')}`}
    </span>
  )
}
