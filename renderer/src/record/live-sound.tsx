import { useEffect, useRef } from 'react'
import { drawLiveWaveform } from '../audio/live-waveform.ts'
import type { Meter } from '../audio/meter.ts'
import type { MeterReading } from '../audio/peak-hold.ts'
import { quietReading } from '../audio/peak-hold.ts'
import { openScope } from '../audio/scope.ts'
import { LevelMeter } from '../parts/level-meter.tsx'
import { useToken } from '../ui/use-token.ts'
import styles from './live-sound.module.css'

/** What the microphone hears now: outline and level. It says nothing to a screen reader; the stage line does. */
export function LiveSound({ meter, recording }: { meter: Meter | null; recording: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  // The meter is read once a frame, by the level; the outline draws what that reading found.
  const lastReading = useRef<MeterReading>(quietReading)
  const isRecording = useRef(recording)
  const idle = useToken('--wave')
  const written = useToken('--recording')
  const axis = useToken('--wave-axis')

  useEffect(() => {
    isRecording.current = recording
  }, [recording])

  useEffect(() => {
    if (!canvas.current || meter === null) return undefined
    const scope = openScope()
    drawLiveWaveform(scope, canvas.current, {
      read: () => lastReading.current,
      isRecording: () => isRecording.current,
      colours: { idle, recording: written, axis },
    })
    return () => scope.close()
  }, [meter, idle, written, axis])

  return (
    <div className={styles.live}>
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
      {meter !== null && (
        <LevelMeter
          meter={meter}
          onReading={(reading) => {
            lastReading.current = reading
          }}
        />
      )}
    </div>
  )
}
