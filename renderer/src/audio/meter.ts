import { levelOf } from './level.ts'
import type { MeterReading } from './peak-hold.ts'
import { createPeakHold } from './peak-hold.ts'
import type { Scope } from './scope.ts'
import { openScope } from './scope.ts'

/** Watches a track beside the recording: it may skip frames of the display, and never touches the samples. */
export interface Meter {
  /** The sound since the last reading; call it once a frame. */
  read(nowMs: number): MeterReading
}

/** null where the machine has no audio context to give (too many are open, no output device): recording needs none. */
export function openMeter(scope: Scope, track: MediaStreamTrack): Meter | null {
  const meterScope = openScope()
  scope.add(() => meterScope.close())
  try {
    return meterOf(meterScope, track)
  } catch {
    meterScope.close()
    return null
  }
}

function meterOf(scope: Scope, track: MediaStreamTrack): Meter {
  const rate = track.getSettings().sampleRate
  const context = new AudioContext(rate === undefined ? {} : { sampleRate: rate })
  scope.add(() => void context.close())
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = new AnalyserNode(context, { fftSize: 4096 })
  source.connect(analyser)
  scope.add(() => source.disconnect())
  // Without a gesture on the page Chromium starts a context suspended. Refused when it is closed first.
  context.resume().catch(() => undefined)

  const window = new Float32Array(analyser.fftSize)
  const hold = createPeakHold()
  let lastMs = Number.NEGATIVE_INFINITY
  return {
    read(nowMs) {
      const elapsed = Math.ceil(((nowMs - lastMs) / 1000) * context.sampleRate)
      lastMs = nowMs
      const fresh = Math.max(128, Math.min(elapsed, window.length))
      analyser.getFloatTimeDomainData(window)
      return hold(levelOf(window.subarray(window.length - fresh)), nowMs)
    },
  }
}
