import type { TrimMarks } from '#shared/entities/recorded-sound.ts'
import styles from './trim-editor.module.css'
import type { ViewWindow } from './view-window.ts'

/** A stretch of the take, laid over its waveform as far as it is in view. */
export function Span({
  kind,
  span,
  view,
}: {
  kind: 'sound' | 'outside' | 'view'
  span: TrimMarks | ViewWindow
  view: ViewWindow
}) {
  const width = view.endFrame - view.startFrame
  const start = Math.max(0, (span.startFrame - view.startFrame) / width)
  const end = Math.min(1, (span.endFrame - view.startFrame) / width)
  if (end <= start) return null
  return (
    <div
      className={styles.span}
      data-kind={kind}
      style={{ insetInlineStart: `${start * 100}%`, inlineSize: `${(end - start) * 100}%` }}
      aria-hidden="true"
    />
  )
}
