import { IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TrimMarks } from '#shared/entities/recorded-sound.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { useKeyAction } from '../../ui/keys/keys-context.tsx'
import type { MarkName, TakeLength } from './move-mark.ts'
import { frameOf } from './move-mark.ts'
import styles from './trim-editor.module.css'
import type { PartPlayback } from './use-part-playback.ts'
import type { Viewing } from './use-view-window.ts'

/** Heard around a mark, half of it on either side. */
const aroundSeconds = 0.3

/** What can be done with the marks: each by its key. */
export function TrimControls({
  marks,
  length: { frameCount, sampleRateHz },
  playback,
  viewing,
  selected,
  onSelect,
  onReset,
  onClose,
}: {
  marks: TrimMarks
  length: TakeLength
  /** null: its samples are not there. */
  playback: PartPlayback | null
  viewing: Viewing
  selected: MarkName
  onSelect: (mark: MarkName) => void
  onReset: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const group = t('trim.title')
  const playing = playback?.playing ?? null
  const enabled = playback !== null

  const playMarks = () => {
    if (playing) playback?.stop()
    else playback?.play(marks)
  }
  const playAround = (mark: MarkName) => {
    const half = Math.round((aroundSeconds / 2) * sampleRateHz)
    const frame = frameOf(marks, mark)
    playback?.play({ startFrame: Math.max(0, frame - half), endFrame: Math.min(frameCount, frame + half) })
  }
  const playLabel = playing ? t('playback.stop') : t('trim.play')
  useKeyAction({ id: 'trim.playBySpace', chord: 'Space', label: playLabel, group, enabled, run: playMarks })
  // Where + is typed with Shift, nobody presses Shift.
  useKeyAction({
    id: 'trim.nearerByEquals',
    chord: '=',
    label: t('trim.nearer'),
    group,
    enabled: true,
    run: viewing.nearer,
  })

  const shared = { group, enabled, whyNot: t('trim.noSamples') }
  return (
    <fieldset className={styles.controls} aria-label={group}>
      <ActionButton
        id="trim.selectStart"
        label={t('trim.mark.start')}
        group={group}
        chord="["
        pressed={selected === 'start'}
        onAct={() => onSelect('start')}
      />
      <ActionButton
        id="trim.selectEnd"
        label={t('trim.mark.end')}
        group={group}
        chord="]"
        pressed={selected === 'end'}
        onAct={() => onSelect('end')}
      />
      <ActionButton id="trim.play" label={playLabel} chord="p" onAct={playMarks} {...shared} />
      <ActionButton
        id="trim.playStart"
        label={t('trim.aroundStart')}
        chord=","
        onAct={() => playAround('start')}
        {...shared}
      />
      <ActionButton
        id="trim.playEnd"
        label={t('trim.aroundEnd')}
        chord="."
        onAct={() => playAround('end')}
        {...shared}
      />
      <ActionButton
        id="trim.nearer"
        label={t('trim.nearer')}
        icon={<IconZoomIn size="1rem" aria-hidden="true" />}
        iconOnly
        group={group}
        chord="+"
        onAct={viewing.nearer}
      />
      <ActionButton
        id="trim.farther"
        label={t('trim.farther')}
        icon={<IconZoomOut size="1rem" aria-hidden="true" />}
        iconOnly
        group={group}
        chord="-"
        onAct={viewing.farther}
      />
      <ActionButton
        id="trim.whole"
        label={t('trim.whole')}
        icon={<IconZoomReset size="1rem" aria-hidden="true" />}
        iconOnly
        group={group}
        chord="w"
        onAct={viewing.whole}
      />
      <ActionButton id="trim.reset" label={t('trim.reset')} group={group} chord="Backspace" onAct={onReset} />
      <ActionButton id="trim.close" label={t('common.close')} group={group} chord="Escape" onAct={onClose} />
    </fieldset>
  )
}
