import type { PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrimMarks } from '#shared/entities/recorded-sound.ts'
import type { Outline } from '../../api/decode-peaks.ts'
import { Waveform } from '../waveform.tsx'
import { Span } from './span.tsx'
import styles from './trim-editor.module.css'
import type { ViewWindow } from './view-window.ts'
import { wholeTake } from './view-window.ts'

/** All of the take in a strip, with the stretch that is drawn above; the pointer moves it. */
export function Overview({
  outline,
  marks,
  view,
  frameCount,
  onShow,
}: {
  outline: Outline
  marks: TrimMarks
  view: ViewWindow
  frameCount: number
  onShow: (frame: number) => void
}) {
  const { t } = useTranslation()
  const whole = wholeTake(frameCount)
  const showAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onShow(((event.clientX - box.left) / box.width) * frameCount)
  }
  return (
    // For the pointer only: whoever steps a mark with keys has it brought into view.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles.overview}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        showAt(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) showAt(event)
      }}
    >
      <Waveform outline={outline} label={t('trim.overview')} playing={false} positionSeconds={() => 0} />
      <Span kind="outside" span={{ startFrame: 0, endFrame: marks.startFrame }} view={whole} />
      <Span kind="outside" span={{ startFrame: marks.endFrame, endFrame: frameCount }} view={whole} />
      <Span kind="view" span={view} view={whole} />
    </div>
  )
}
