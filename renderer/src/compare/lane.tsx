import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { SourceMark } from '../parts/source-mark.tsx'
import { useSourceOutline } from '../parts/use-outline.ts'
import { usePlayback } from '../parts/use-playback.ts'
import { useVoiceName } from '../parts/use-voice-name.ts'
import { Waveform } from '../parts/waveform.tsx'
import { ActionButton } from '../ui/action-button.tsx'
import { formatDuration } from '../ui/format-duration.ts'
import styles from './lane.module.css'

export const laneLetters = ['A', 'B'] as const

/** One source: whose it is, what it looks like, and its key. */
export function Lane({
  view,
  index,
  spanSeconds,
  active,
  onPlay,
  onActivate,
}: {
  view: SourceView
  index: number
  /** The longest lane's length: all lanes share one time scale. */
  spanSeconds: number
  /** The lane that Enter and X mean. */
  active: boolean
  onPlay: (startSeconds?: number) => void
  onActivate: () => void
}) {
  const { t } = useTranslation()
  const playback = usePlayback()
  const { source, preferred } = view
  const voiceName = useVoiceName()(view)
  const { outline, error } = useSourceOutline(source.id)
  const playing = playback.isPlaying(source.id)
  const letter = laneLetters[index] ?? String(index + 1)

  return (
    <section
      className={styles.lane}
      data-active={active || undefined}
      aria-label={t('compare.lane.name', { letter, name: voiceName })}
      // Choosing with the pointer adds to the lane's own play button.
      onPointerDown={onActivate}
    >
      <header className={styles.head}>
        <span className={styles.letter}>{letter}</span>
        <SourceMark type={source.sourceType} />
        <span className={styles.name}>{voiceName}</span>
        <span className={styles.about}>
          {t(`source.type.${source.sourceType}`)} · {source.language} · {formatDuration(source.audioDurationSeconds)}
        </span>
        {preferred && <span className={styles.preferred}>★ {t('compare.preferred')}</span>}
        {playback.hasFailed(source.id) && <span className={styles.failed}>✕ {t('playback.failed')}</span>}
        <span className={styles.play}>
          <ActionButton
            id={`compare.lane${index + 1}`}
            label={playing ? t('playback.stop') : t('compare.lane.play', { letter })}
            group={t('compare.title')}
            chord={`Digit${index + 1}`}
            icon={
              playing ? (
                <IconPlayerStopFilled size="0.875rem" aria-hidden="true" />
              ) : (
                <IconPlayerPlayFilled size="0.875rem" aria-hidden="true" />
              )
            }
            onAct={() => (playing ? playback.stop() : onPlay())}
          />
        </span>
      </header>
      <div className={styles.wave}>
        {outline ? (
          <Waveform
            outline={outline}
            label={t('compare.lane.waveform', {
              name: voiceName,
              duration: formatDuration(source.audioDurationSeconds),
            })}
            spanSeconds={spanSeconds}
            playing={playing}
            positionSeconds={playback.positionSeconds}
            onSeek={onPlay}
          />
        ) : (
          error && <p className={styles.failed}>{t('compare.lane.noWaveform')}</p>
        )}
      </div>
    </section>
  )
}
