import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Meter } from '../audio/meter.ts'
import type { MeterReading } from '../audio/peak-hold.ts'
import { openScope } from '../audio/scope.ts'
import { formatDbfs } from '../ui/format-dbfs.ts'
import styles from './level-meter.module.css'

const floorDbfs = -60
const figureEveryMs = 120

/** How far along the bar a level stands, 0…1: 60 dB from end to end. */
export function meterShare(dbfs: number): number {
  return Math.min(1, Math.max(0, 1 - dbfs / floorDbfs))
}

/** The level as a bar with its held peak, its figure, and a mark when full scale was reached. Drawn past React, each frame. */
export function LevelMeter({ meter, onReading }: { meter: Meter; onReading?: (reading: MeterReading) => void }) {
  const { t } = useTranslation()
  const bar = useRef<HTMLDivElement>(null)
  const held = useRef<HTMLDivElement>(null)
  const figure = useRef<HTMLSpanElement>(null)
  const clip = useRef<HTMLSpanElement>(null)
  const clipWord = t('record.meter.clipped')

  useEffect(() => {
    const scope = openScope()
    let figureAtMs = 0
    scope.eachFrame((nowMs) => {
      const reading = meter.read(nowMs)
      onReading?.(reading)
      bar.current?.style.setProperty('clip-path', `inset(0 ${(1 - meterShare(reading.peakDbfs)) * 100}% 0 0)`)
      held.current?.style.setProperty('inset-inline-start', `${meterShare(reading.heldPeakDbfs) * 100}%`)
      if (nowMs - figureAtMs < figureEveryMs) return
      figureAtMs = nowMs
      if (figure.current) figure.current.textContent = formatDbfs(reading.heldPeakDbfs, 0)
      if (clip.current) clip.current.textContent = reading.clipped ? `▲ ${clipWord}` : ''
    })
    return () => scope.close()
  }, [meter, onReading, clipWord])

  return (
    <div className={styles.meter}>
      <span className={styles.word}>{t('record.meter.level')}</span>
      <div className={styles.track} aria-hidden="true">
        <div ref={bar} className={styles.bar} />
        <div ref={held} className={styles.held} />
        <div className={styles.limit} />
      </div>
      <span ref={figure} className={styles.figure}>
        {formatDbfs(null)}
      </span>
      <span ref={clip} className={styles.clip} />
    </div>
  )
}
