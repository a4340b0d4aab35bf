import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'

/**
 * Where Chromium keeps what is the window's own (its caches, what it remembers of the page): beside no data folder, so
 * that those can be copied and moved, and one for each, so that a window is single for its data folder only.
 */
export function windowProfileFolder(appData: string, dataFolder: string): string {
  const mark = createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 12)
  return join(appData, 'phoneme-studio-windows', mark)
}
