import type { Scope } from './scope.ts'

export interface LiveWaveformColours {
  idle: string
  recording: string
  axis: string
}

export interface LiveWaveformFeed {
  /** Lowest and highest sample since the last call, −1…1. */
  read(nowMs: number): { low: number; high: number }
  isRecording(): boolean
  colours: LiveWaveformColours
}

interface Column {
  low: number
  high: number
  recording: boolean
}

const columnWidthPx = 2
const columnGapPx = 1
/** The outline moves at its own pace, whatever the screen's refresh rate. */
const columnsPerSecond = 50

/** Draws the sound as it comes, newest at the right edge, until the scope closes. What is being written is drawn in the recording colour. */
export function drawLiveWaveform(scope: Scope, canvas: HTMLCanvasElement, feed: LiveWaveformFeed): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const columns: Column[] = []
  let pending: Column | null = null
  let pendingSinceMs = 0

  scope.eachFrame((nowMs) => {
    const { low, high } = feed.read(nowMs)
    const recording = feed.isRecording()
    pending = pending
      ? {
          low: Math.min(pending.low, low),
          high: Math.max(pending.high, high),
          recording: pending.recording || recording,
        }
      : { low, high, recording }
    if (nowMs - pendingSinceMs >= 1000 / columnsPerSecond) {
      columns.push(pending)
      pending = null
      pendingSinceMs = nowMs
    }
    paint()
  })

  const paint = () => {
    const ratio = devicePixelRatio
    const width = canvas.clientWidth
    const height = canvas.clientHeight
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio)
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio)
    const stepPx = columnWidthPx + columnGapPx
    const shown = Math.ceil(width / stepPx)
    if (columns.length > shown) columns.splice(0, columns.length - shown)

    const { colours } = feed
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    const middle = height / 2
    context.fillStyle = colours.axis
    context.fillRect(0, middle - 0.5, width, 1)
    for (const [index, column] of columns.entries()) {
      const x = width - (columns.length - index) * stepPx
      const top = middle - Math.min(column.high, 1) * middle
      const bottom = middle - Math.max(column.low, -1) * middle
      context.fillStyle = column.recording ? colours.recording : colours.idle
      context.fillRect(x, top, columnWidthPx, Math.max(1, bottom - top))
    }
  }
}
