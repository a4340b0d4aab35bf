import type { RefObject } from 'react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Take, TrimMarks } from '#shared/entities/take.ts'
import type { Outline } from '../../api/decode-peaks.ts'
import type { DecodedClip } from '../../audio/decode-clip.ts'
import { Waveform } from '../waveform.tsx'
import type { MarkName } from './move-mark.ts'
import { frameOf } from './move-mark.ts'
import { outlineOfOutline, outlineOfSamples } from './outline-part.ts'
import { Overview } from './overview.tsx'
import { Span } from './span.tsx'
import styles from './trim-editor.module.css'
import { TrimMark } from './trim-mark.tsx'
import type { PartPlayback } from './use-part-playback.ts'
import type { Viewing } from './use-view-window.ts'

const silencePeak = 0.03

/** The take's waveform as large as it goes, the marks on it, and all of the take below. */
export function TrimStage({
  take,
  name,
  outline,
  clip,
  marks,
  viewing,
  selected,
  handles,
  playback,
  onSelect,
  onMove,
  onRelease,
}: {
  take: Take
  name: string
  outline: Outline | undefined
  clip: DecodedClip | undefined
  marks: TrimMarks
  viewing: Viewing
  selected: MarkName
  handles: Record<MarkName, RefObject<HTMLDivElement | null>>
  playback: PartPlayback
  onSelect: (mark: MarkName) => void
  onMove: (marks: TrimMarks) => void
  onRelease: () => void
}) {
  const { t } = useTranslation()
  const { frameCount, sampleRateHz } = take
  const { view, width, host, sized } = viewing
  const sound = take.checked?.measurements.sound ?? null
  const drawn = useMemo(() => {
    if (clip) return outlineOfSamples(clip.channels, view, clip.sampleRateHz, Math.max(1, Math.round(width)))
    return outline && outlineOfOutline(outline, view, frameCount)
  }, [clip, outline, view, width, frameCount])
  // One scale for all of the take: a part does not grow because its neighbours went out of view.
  const peak = useMemo(
    () => (outline ? Math.max(silencePeak, ...outline.highs, ...outline.lows.map(Math.abs)) : silencePeak),
    [outline],
  )

  return (
    <div className={styles.stage}>
      <div className={styles.lane} ref={host}>
        <div className={styles.wave} ref={sized}>
          {drawn && width > 0 && (
            <Waveform
              outline={drawn}
              label={t('trim.waveform', { name })}
              smallestFullPeak={peak}
              playing={playback.playing !== null}
              positionSeconds={() => (playback.positionFrame() - view.startFrame) / sampleRateHz}
              onSeek={(seconds) => {
                const startFrame = Math.round(view.startFrame + seconds * sampleRateHz)
                playback.play({ startFrame, endFrame: startFrame < marks.endFrame ? marks.endFrame : frameCount })
              }}
            />
          )}
          {sound && <Span kind="sound" span={sound} view={view} />}
          <Span kind="outside" span={{ startFrame: 0, endFrame: marks.startFrame }} view={view} />
          <Span kind="outside" span={{ startFrame: marks.endFrame, endFrame: frameCount }} view={view} />
        </div>
        {(['start', 'end'] as const).map((mark) => (
          <TrimMark
            key={mark}
            ref={handles[mark]}
            mark={mark}
            marks={marks}
            length={take}
            view={view}
            selected={selected === mark}
            onSelect={() => onSelect(mark)}
            onMove={(next, by) => {
              onMove(next)
              // What is dragged stays under the pointer; what is stepped stays in sight.
              if (by === 'key') viewing.show(frameOf(next, mark))
            }}
            onRelease={onRelease}
          />
        ))}
      </div>
      {outline && (
        <Overview outline={outline} marks={marks} view={view} frameCount={frameCount} onShow={viewing.centre} />
      )}
    </div>
  )
}
