import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import { useTakeOutline } from '../../parts/use-outline.ts'
import { Waveform } from '../../parts/waveform.tsx'
import { formatTimeOfDay } from '../../ui/format-date.ts'
import { formatDbfs } from '../../ui/format-dbfs.ts'
import { formatDuration } from '../../ui/format-duration.ts'
import type { InHand } from './step-through.ts'
import styles from './take-card.module.css'
import { TakeSigns } from './take-signs.tsx'
import { useMarkedPlayback } from './use-marked-playback.ts'
import { useWhenIdle } from './use-when-idle.ts'

/** One take of a group: its sound, what was found of it, and its figures. Drawn anew only when it changes: there are many. */
export const TakeCard = memo(function TakeCard({
  view,
  groupKey,
  number,
  ipaSymbol,
  best,
  inHand,
  onTake,
}: {
  view: TakeView
  groupKey: string
  number: number
  ipaSymbol: string
  best: 'proposed' | 'chosen' | null
  inHand: boolean
  onTake: (inHand: InHand) => void
}) {
  const { t } = useTranslation()
  const playback = useMarkedPlayback()
  const { take } = view
  const { outline } = useTakeOutline(take.id)
  const drawable = useWhenIdle()
  const { trim, sampleRateHz, checked, measurements, recordedAt } = take
  const playing = playback.isPlaying(take.id)
  const heardSeconds = { start: trim.startFrame / sampleRateHz, end: trim.endFrame / sampleRateHz }
  const duration = formatDuration(heardSeconds.end - heardSeconds.start)
  const snrDb = checked?.measurements.snrDb ?? null
  const takeInHand = () => onTake({ key: groupKey, takeId: take.id })
  const name = t('review.takeOf', { number, symbol: ipaSymbol })

  return (
    <li
      className={styles.card}
      data-in-hand={inHand || undefined}
      data-rejected={take.verdict === 'rejected' || undefined}
    >
      {/* It covers the card: the whole of it takes the take in hand. */}
      <button type="button" className={styles.take} aria-pressed={inHand} onClick={takeInHand}>
        <span aria-hidden="true">{number}</span>
        <span className="visually-hidden">{name}</span>
      </button>
      <button
        type="button"
        className={styles.play}
        aria-label={playing ? t('playback.stopNamed', { name }) : t('playback.playNamed', { name })}
        onClick={() => {
          takeInHand()
          playback.toggle(view)
        }}
      >
        {playing ? (
          <IconPlayerStopFilled size="0.875rem" aria-hidden="true" />
        ) : (
          <IconPlayerPlayFilled size="0.875rem" aria-hidden="true" />
        )}
      </button>
      <div className={styles.wave}>
        {drawable && outline && (
          <Waveform
            outline={outline}
            label={t('record.takes.waveform', { name, duration })}
            smallestFullPeak={0.35}
            heardSeconds={heardSeconds}
            playing={playing}
            positionSeconds={playback.positionSeconds}
            onSeek={(seconds) => {
              takeInHand()
              playback.playFrom(view, seconds)
            }}
          />
        )}
      </div>
      <div className={styles.signs}>
        <TakeSigns view={view} best={best} failed={playback.hasFailed(take.id)} />
      </div>
      <dl className={styles.figures}>
        <div>
          <dt className="visually-hidden">{t('review.figure.length')}</dt>
          <dd>{duration}</dd>
        </div>
        <div>
          <dt>{t('review.figure.snr')}</dt>
          <dd>{snrDb === null ? '–' : `${snrDb.toFixed(0)} dB`}</dd>
        </div>
        <div>
          <dt className="visually-hidden">{t('review.figure.peak')}</dt>
          <dd>{formatDbfs(measurements.peakDbfs)}</dd>
        </div>
        <div>
          <dt className="visually-hidden">{t('review.figure.time')}</dt>
          <dd>{formatTimeOfDay(recordedAt)}</dd>
        </div>
      </dl>
    </li>
  )
})
