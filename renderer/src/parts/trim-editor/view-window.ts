/** The stretch of a take that is in view, in frames; fractions are fine, since a window may lie between two frames. */
export interface ViewWindow {
  startFrame: number
  endFrame: number
}

interface Bounds {
  frameCount: number
  /** As near as one can look. */
  leastFrames: number
}

export function wholeTake(frameCount: number): ViewWindow {
  return { startFrame: 0, endFrame: frameCount }
}

/** Shows `factor` times as much, within the take; what stands at `aroundFrame` stays where it is on the screen. */
export function zoom(view: ViewWindow, aroundFrame: number, factor: number, { frameCount, leastFrames }: Bounds) {
  const width = view.endFrame - view.startFrame
  const nextWidth = Math.min(frameCount, Math.max(width * factor, Math.min(leastFrames, frameCount)))
  const anchor = Math.min(Math.max(aroundFrame, view.startFrame), view.endFrame)
  const startFrame = anchor - ((anchor - view.startFrame) / width) * nextWidth
  return within({ startFrame, endFrame: startFrame + nextWidth }, frameCount)
}

export function pan(view: ViewWindow, byFrames: number, frameCount: number): ViewWindow {
  return within({ startFrame: view.startFrame + byFrames, endFrame: view.endFrame + byFrames }, frameCount)
}

/** Moves the window just so far that the frame is in it, a twentieth of its width from either edge. */
export function bringIntoView(view: ViewWindow, frame: number, frameCount: number): ViewWindow {
  const margin = (view.endFrame - view.startFrame) / 20
  if (frame < view.startFrame + margin) return pan(view, frame - margin - view.startFrame, frameCount)
  if (frame > view.endFrame - margin) return pan(view, frame + margin - view.endFrame, frameCount)
  return view
}

function within({ startFrame, endFrame }: ViewWindow, frameCount: number): ViewWindow {
  const width = endFrame - startFrame
  const start = Math.min(Math.max(startFrame, 0), Math.max(0, frameCount - width))
  return { startFrame: start, endFrame: Math.min(frameCount, start + width) }
}
