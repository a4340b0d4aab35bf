import type { KeyboardEvent, PointerEvent, Ref } from 'react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrimMarks } from '#shared/entities/recorded-sound.ts'
import type { MarkName, TakeLength } from './move-mark.ts'
import { frameOf, moveMark } from './move-mark.ts'
import styles from './trim-editor.module.css'
import type { ViewWindow } from './view-window.ts'

const stepsMs: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -100,
  PageUp: 100,
}

/** Where a key takes a mark; null for keys that are none of its own. */
function frameByKey({ key, shiftKey }: KeyboardEvent, frame: number, { frameCount, sampleRateHz }: TakeLength) {
  if (key === 'Home') return 0
  if (key === 'End') return frameCount
  const ms = stepsMs[key]
  return ms === undefined ? null : frame + Math.round((ms * (shiftKey ? 10 : 1) * sampleRateHz) / 1000)
}

export interface TrimMarkProps {
  ref: Ref<HTMLDivElement>
  mark: MarkName
  marks: TrimMarks
  length: TakeLength
  view: ViewWindow
  selected: boolean
  onSelect: () => void
  onMove: (marks: TrimMarks, by: 'pointer' | 'key') => void
  /** The hand let go. */
  onRelease: () => void
}

/** One mark: dragged by the pointer, or moved by keys as a slider. */
export function TrimMark({ ref, mark, marks, length, view, selected, onSelect, onMove, onRelease }: TrimMarkProps) {
  const { t } = useTranslation()
  /** How far from the mark it was taken hold of. */
  const held = useRef<number | null>(null)
  const { frameCount, sampleRateHz } = length
  const frame = frameOf(marks, mark)
  const width = view.endFrame - view.startFrame
  const share = (frame - view.startFrame) / width
  const seconds = frame / sampleRateHz

  const frameAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect()
    return box ? view.startFrame + ((event.clientX - box.left) / box.width) * width : frame
  }
  const grab = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    held.current = frameAt(event) - frame
    onSelect()
  }
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (held.current !== null) onMove(moveMark(marks, mark, frameAt(event) - held.current, length), 'pointer')
  }
  const letGo = () => {
    if (held.current === null) return
    held.current = null
    onRelease()
  }
  const step = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = frameByKey(event, frame, length)
    if (to === null) return
    event.preventDefault()
    onMove(moveMark(marks, mark, to, length), 'key')
  }

  return (
    <div
      ref={ref}
      className={styles.mark}
      data-mark={mark}
      data-selected={selected || undefined}
      data-away={share < 0 || share > 1 || undefined}
      style={{ insetInlineStart: `${Math.min(1, Math.max(0, share)) * 100}%` }}
      // The track of a range input is its own; this one's is the waveform, and it has a second thumb.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      aria-label={t(`trim.mark.${mark}`)}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.round((frameCount / sampleRateHz) * 1000)}
      aria-valuenow={Math.round(seconds * 1000)}
      aria-valuetext={t('trim.seconds', { seconds: seconds.toFixed(3) })}
      onFocus={onSelect}
      onBlur={onRelease}
      onKeyDown={step}
      onKeyUp={onRelease}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    >
      <span className={styles.handle} aria-hidden="true">
        {mark === 'start' ? '[' : ']'}
      </span>
    </div>
  )
}
