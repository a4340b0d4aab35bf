import type { Progress } from './command.ts'
import { graphemes } from './graphemes.ts'

const barWidth = 24

/** One line on a terminal that is drawn over itself; nothing where no one watches. */
export function createProgressLine(stream: { isTTY?: boolean; columns?: number; write: (text: string) => unknown }): {
  show(progress: Progress): void
  clear(): void
} {
  let drawn = false
  return {
    show({ done, total, label }) {
      if (!stream.isTTY) return
      const filled = total === 0 ? barWidth : Math.round((done / total) * barWidth)
      const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
      const line = `${bar} ${done} of ${total}  ${label}`
      stream.write(
        `\r\x1b[K${graphemes(line)
          .slice(0, (stream.columns ?? 80) - 1)
          .join('')}`,
      )
      drawn = true
    },
    clear() {
      if (drawn) stream.write('\r\x1b[K')
      drawn = false
    },
  }
}
