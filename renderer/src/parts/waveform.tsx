import { useEffect, useRef } from 'react'
import WaveSurfer from 'wavesurfer.js'
import type { Outline } from '../api/decode-peaks.ts'
import { openScope } from '../audio/scope.ts'
import { cspNonce } from '../ui/csp-nonce.ts'
import { useToken } from '../ui/use-token.ts'
import styles from './waveform.module.css'

/** A quiet sound is drawn as high as a loud one, so that its shape is seen; a silent one stays a line. */
const silencePeak = 0.03

export interface WaveformProps {
  outline: Outline
  label: string
  /** Seconds that the full width stands for; the sound's own length unless several share a scale. */
  spanSeconds?: number
  /** A sound less loud than this does not fill the height: where several stand under one another, their levels differ. */
  smallestFullPeak?: number
  /** What of it is heard; the rest is drawn fainter. */
  heardSeconds?: { start: number; end: number }
  playing: boolean
  positionSeconds: () => number
  onSeek?: (seconds: number) => void
}

/** A sound's outline from its stored peaks; a cursor follows while it plays, a click plays from there. */
export function Waveform({
  outline,
  label,
  spanSeconds,
  smallestFullPeak = silencePeak,
  heardSeconds,
  playing,
  positionSeconds,
  onSeek,
}: WaveformProps) {
  const host = useRef<HTMLDivElement>(null)
  const cursor = useRef<HTMLDivElement>(null)
  const colour = useToken('--wave')
  const { durationSeconds } = outline
  const share = spanSeconds === undefined ? 1 : Math.min(1, durationSeconds / spanSeconds)

  useEffect(() => {
    const container = host.current
    if (!container) return undefined
    const peak = Math.max(...outline.highs, ...outline.lows.map(Math.abs))
    const wave = WaveSurfer.create({
      container,
      cspNonce: cspNonce(),
      height: 'auto',
      peaks: [outline.highs, outline.lows],
      duration: durationSeconds,
      normalize: true,
      maxPeak: Math.max(peak, smallestFullPeak) * 1.05,
      waveColor: colour,
      progressColor: colour,
      cursorWidth: 0,
      interact: false,
      hideScrollbar: true,
    })
    return () => wave.destroy()
  }, [outline, durationSeconds, smallestFullPeak, colour])

  useEffect(() => {
    const line = cursor.current
    if (!line || !playing) return undefined
    const scope = openScope()
    scope.eachFrame(() => {
      line.style.insetInlineStart = `${Math.min(1, positionSeconds() / durationSeconds) * 100}%`
    })
    return () => scope.close()
  }, [playing, positionSeconds, durationSeconds])

  return (
    <div className={styles.lane}>
      {/* Seeking with the pointer adds to the play button, which is there for the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        className={styles.sound}
        style={{ inlineSize: `${share * 100}%` }}
        data-seekable={onSeek ? true : undefined}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          onSeek?.(((event.clientX - box.left) / box.width) * durationSeconds)
        }}
      >
        <figure ref={host} className={styles.wave} aria-label={label} />
        {heardSeconds && (
          <div
            className={styles.heard}
            style={{
              insetInlineStart: `${(heardSeconds.start / durationSeconds) * 100}%`,
              insetInlineEnd: `${(1 - heardSeconds.end / durationSeconds) * 100}%`,
            }}
            aria-hidden="true"
          />
        )}
        {playing && <div ref={cursor} className={styles.cursor} aria-hidden="true" />}
      </div>
    </div>
  )
}
