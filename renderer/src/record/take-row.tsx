import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import { usePlayback } from '../parts/use-playback.ts'
import { useTakeOutline } from '../parts/use-outline.ts'
import { Waveform } from '../parts/waveform.tsx'
import { Day } from '../ui/day.tsx'
import { formatTimeOfDay } from '../ui/format-date.ts'
import { formatDbfs } from '../ui/format-dbfs.ts'
import { formatDuration } from '../ui/format-duration.ts'
import { verdictShapes } from './take-check.tsx'
import styles from './take-list.module.css'

export function TakeRow({
  view,
  number,
  chosen,
  onChoose,
}: {
  view: TakeView
  number: number
  chosen: boolean
  onChoose: () => void
}) {
  const { t } = useTranslation()
  const playback = usePlayback()
  const { take, speakerName, publishedSourceId, url } = view
  const { outline } = useTakeOutline(take.id)
  const playing = playback.isPlaying(take.id)
  const seconds = take.frameCount / take.sampleRateHz
  const name = t('record.takes.name', { number })
  const { peakDbfs, clippedSamples, droppedFrames } = take.measurements

  return (
    <li className={styles.row} data-chosen={chosen || undefined}>
      <button
        type="button"
        className={styles.play}
        aria-label={playing ? t('record.takes.stop', { name }) : t('record.takes.play', { name })}
        onClick={() => {
          onChoose()
          if (playing) playback.stop()
          else void playback.playTake({ id: take.id, url })
        }}
      >
        {playing ? (
          <IconPlayerStopFilled size="1rem" aria-hidden="true" />
        ) : (
          <IconPlayerPlayFilled size="1rem" aria-hidden="true" />
        )}
      </button>
      <button type="button" className={styles.choose} aria-pressed={chosen} onClick={onChoose}>
        <span className={styles.number}>{number}</span>
        <span className="visually-hidden">{t('record.takes.choose', { name })}</span>
      </button>
      <div className={styles.wave}>
        {outline && (
          <Waveform
            outline={outline}
            label={t('record.takes.waveform', { name, duration: formatDuration(seconds) })}
            smallestFullPeak={0.35}
            playing={playing}
            positionSeconds={playback.positionSeconds}
            onSeek={(startSeconds) => {
              onChoose()
              void playback.playTake({ id: take.id, url }, startSeconds)
            }}
          />
        )}
      </div>
      <span className={styles.figure}>{formatDuration(seconds)}</span>
      <span className={styles.figure}>{formatDbfs(peakDbfs)}</span>
      <span className={styles.who}>
        {speakerName}
        <span className={styles.when}>
          <Day time={take.recordedAt} /> {formatTimeOfDay(take.recordedAt)}
        </span>
      </span>
      <span className={styles.marks}>
        {take.verdict === 'kept' && <span data-tone="good">✓ {t('verdict.kept')}</span>}
        {take.verdict === 'rejected' && <span data-tone="bad">✕ {t('verdict.rejected')}</span>}
        {publishedSourceId !== null && <span data-tone="native">● {t('record.takes.published')}</span>}
        {take.salvaged && <span data-tone="look">▲ {t('record.takes.salvaged')}</span>}
        {take.checked && take.verdict === 'new' && (
          <span data-tone={take.checked.verdict}>
            {verdictShapes[take.checked.verdict]} {t(`check.${take.checked.verdict}`)}
          </span>
        )}
        {take.checked === null && clippedSamples > 0 && <span data-tone="look">▲ {t('record.takes.clipped')}</span>}
        {take.checked === null && peakDbfs === null && <span data-tone="bad">✕ {t('record.takes.silent')}</span>}
        {take.checked === null && droppedFrames > 0 && (
          <span data-tone="bad">✕ {t('record.takes.dropped', { count: droppedFrames })}</span>
        )}
        {playback.hasFailed(take.id) && <span data-tone="bad">✕ {t('playback.failed')}</span>}
      </span>
    </li>
  )
}
