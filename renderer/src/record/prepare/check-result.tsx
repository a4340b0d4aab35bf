import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionSoundCheck } from '#shared/entities/take.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { formatTimeOfDay } from '../../ui/format-date.ts'
import { formatDbfs } from '../../ui/format-dbfs.ts'
import styles from './check-result.module.css'
import type { CheckReading, CheckTone } from './read-check.ts'

const shapes: Record<CheckTone, string> = { good: '✓', look: '▲', bad: '✕' }

/** The figures, each with its tone by shape, word and colour, and what to do about those that could be better. */
export function CheckResult({ check, reading }: { check: SessionSoundCheck; reading: CheckReading }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const { room, sentence } = check
  const verdict = t(`record.prepare.verdict.${reading.tone}`)
  const advice = reading.advice.map(({ words, values, tone }) => ({
    tone,
    words,
    text: t(`record.prepare.advice.${words}`, values),
  }))
  const spoken = [verdict, ...advice.map(({ text }) => text)].join(' ')
  useEffect(() => announce(spoken), [announce, spoken])

  const snrDb = sentence?.snrDb
  const figures: [Exclude<keyof CheckReading, 'tone' | 'advice'>, string][] = [
    ['room', formatDbfs(room.noiseFloorDbfs)],
    ['level', formatDbfs(sentence?.activeRmsDbfs ?? null)],
    ['peak', formatDbfs(sentence?.peakDbfs ?? null)],
    ['snr', snrDb == null || snrDb < 0 ? '–' : `${snrDb.toFixed(0)} dB`],
    ['clipping', t('record.prepare.figure.clipped', { count: sentence?.clippedSamples ?? 0 })],
  ]

  return (
    <div className={styles.result}>
      <p className={styles.verdict} data-tone={reading.tone}>
        <span aria-hidden="true">{shapes[reading.tone]}</span> {verdict}
        <span className={styles.when}>{t('record.prepare.sound.madeAt', { time: formatTimeOfDay(check.madeAt) })}</span>
      </p>
      <ul className={styles.advice}>
        {advice.map(({ tone, words, text }) => (
          <li key={words} data-tone={tone}>
            <span aria-hidden="true">{shapes[tone]}</span> {text}
          </li>
        ))}
      </ul>
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`record.prepare.figure.${name}`)}</dt>
            <dd>
              <span className={styles.value}>{value}</span>
              <span className={styles.tone} data-tone={reading[name]}>
                <span aria-hidden="true">{shapes[reading[name]]}</span> {t(`record.prepare.tone.${reading[name]}`)}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
