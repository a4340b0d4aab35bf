import type { Outline } from '../../api/decode-peaks.ts'
import type { ViewWindow } from './view-window.ts'

/** The outline of a stretch of samples, drawn from each of them; all channels in one. */
export function outlineOfSamples(
  channels: readonly Float32Array[],
  { startFrame, endFrame }: ViewWindow,
  sampleRateHz: number,
  mostPoints: number,
): Outline {
  const frames = endFrame - startFrame
  const points = Math.max(1, Math.min(mostPoints, Math.ceil(frames)))
  const lows = new Float32Array(points)
  const highs = new Float32Array(points)
  for (let point = 0; point < points; point += 1) {
    const first = Math.floor(startFrame + (point * frames) / points)
    const end = Math.max(first + 1, Math.ceil(startFrame + ((point + 1) * frames) / points))
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (const channel of channels)
      for (let frame = first; frame < end && frame < channel.length; frame += 1) {
        const sample = channel[frame] ?? 0
        if (sample < low) low = sample
        if (sample > high) high = sample
      }
    lows[point] = low > high ? 0 : low
    highs[point] = low > high ? 0 : high
  }
  return { lows, highs, durationSeconds: frames / sampleRateHz }
}

/** The same from an outline that is drawn already: coarse, but there at once. */
export function outlineOfOutline(outline: Outline, { startFrame, endFrame }: ViewWindow, frameCount: number): Outline {
  const points = outline.highs.length
  const first = Math.min(points - 1, Math.floor((startFrame / frameCount) * points))
  const end = Math.max(first + 1, Math.ceil((endFrame / frameCount) * points))
  return {
    lows: outline.lows.slice(first, end),
    highs: outline.highs.slice(first, end),
    durationSeconds: (outline.durationSeconds * (endFrame - startFrame)) / frameCount,
  }
}
