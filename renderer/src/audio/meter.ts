import { levelOf } from './level.ts'
import type { MeterReading } from './peak-hold.ts'
import { createPeakHold } from './peak-hold.ts'
import type { Scope } from './scope.ts'

/** Watches a track beside the recording: it may skip frames of the display, and never touches the samples. */
export interface Meter {
  /** The sound since the last reading; call it once a frame. */
  read(nowMs: number): MeterReading
}

export function openMeter(scope: Scope, track: MediaStreamTrack): Meter {
  const rate = track.getSettings().sampleRate
  const context = new AudioContext(rate === undefined ? {} : { sampleRate: rate })
  scope.add(() => void context.close())
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = new AnalyserNode(context, { fftSize: 4096 })
  source.connect(analyser)
  scope.add(() => source.disconnect())
  // Without a gesture on the page Chromium starts a context suspended.
  void context.resume()

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
