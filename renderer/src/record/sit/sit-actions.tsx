import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import { usePlayback } from '../../parts/use-playback.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import styles from './sit-view.module.css'
import type { Sit } from './use-sit.ts'

/** The keys of a sitting, each where it acts. */
export function SitActions({
  sit,
  index,
  total,
  playable,
  onSkip,
}: {
  sit: Sit
  index: number
  total: number
  /** What is played: the take that is decided on, or the last one made. */
  playable: TakeView | undefined
  onSkip: () => void
}) {
  const { t } = useTranslation()
  const playback = usePlayback()
  const group = t('record.sit.group')
  const { stage, byItself, isPaused, free, atEnd } = sit
  const recording = stage.kind === 'recording'
  const atRest = free && (!byItself || isPaused)
  const playing = playable !== undefined && playback.isPlaying(playable.take.id)
  const goesOn = stage.kind === 'checked' || stage.kind === 'complete' || stage.kind === 'skipped'

  const isBad = stage.kind === 'checked' && stage.verdict === 'bad'

  const toggleTone = () => {
    if (recording) return 'recording'
    return goesOn || atEnd ? 'plain' : 'main'
  }
  const toggleLabel = () => {
    if (byItself) return isPaused ? t('record.sit.resume') : t('record.sit.pause')
    return recording ? t('record.stop') : t('record.start')
  }
  const whyNoTake = () => {
    if (stage.kind === 'checked') return t('record.sit.decideFirst')
    if (stage.kind === 'skipped') return t('record.sit.unskipFirst')
    return stage.kind === 'closed' || stage.kind === 'failed' ? t('record.openFirst') : undefined
  }

  return (
    <fieldset className={styles.actions} aria-label={group}>
      <ActionButton
        id="sit.back"
        label={t('record.sit.back')}
        group={group}
        chord="ArrowLeft"
        tone="quiet"
        iconOnly
        enabled={free && (index > 0 || atEnd)}
        onAct={() => sit.goTo(atEnd ? index : index - 1)}
      />
      <div className={styles.middle}>
        <ActionButton
          id="record.toggle"
          label={toggleLabel()}
          group={group}
          chord="Space"
          tone={toggleTone()}
          enabled={sit.canToggle}
          whyNot={whyNoTake()}
          onAct={sit.toggle}
        />
        {!byItself && stage.kind !== 'done' && (
          <ActionButton
            id="sit.keep"
            label={stage.kind === 'checked' || !goesOn ? t('verdict.keep') : t('record.sit.goOn')}
            group={group}
            chord="Enter"
            tone={goesOn && !isBad ? 'main' : 'plain'}
            enabled={free && goesOn}
            whyNot={t('record.sit.takeFirst')}
            onAct={sit.keep}
          />
        )}
        <ActionButton
          id="sit.redo"
          label={t('record.sit.redo')}
          group={group}
          chord="r"
          tone={isBad ? 'main' : 'plain'}
          enabled={free && sit.inHand !== undefined}
          whyNot={t('record.sit.takeFirst')}
          onAct={sit.redo}
        />
        <ActionButton
          id="take.play"
          label={playing ? t('playback.stop') : t('record.takes.playAction')}
          group={group}
          chord="p"
          enabled={atRest && playable !== undefined}
          whyNot={playable === undefined ? t('record.sit.takeFirst') : t('record.sit.pauseFirst')}
          onAct={() => {
            if (playing) playback.stop()
            else if (playable) void playback.playTake({ id: playable.take.id, url: playable.url })
          }}
        />
        <ActionButton
          id="record.reference"
          label={stage.kind === 'playing' ? t('playback.stop') : t('record.reference')}
          group={group}
          chord="e"
          enabled={free && !atEnd}
          onAct={sit.hear}
        />
        {stage.kind === 'skipped' ? (
          <ActionButton
            id="sit.skip"
            label={t('skip.undo')}
            group={group}
            chord="s"
            enabled={free}
            onAct={() => sit.skip(null)}
          />
        ) : (
          <ActionButton
            id="sit.skip"
            label={t('skip.skip')}
            group={group}
            chord="s"
            enabled={free && !atEnd}
            onAct={onSkip}
          />
        )}
      </div>
      <ActionButton
        id="sit.forward"
        label={t('record.sit.forward')}
        group={group}
        chord="ArrowRight"
        tone="quiet"
        iconOnly
        enabled={free && index < total - 1}
        onAct={() => sit.goTo(index + 1)}
      />
    </fieldset>
  )
}
