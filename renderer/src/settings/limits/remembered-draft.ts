import type { LimitsDraft } from './limits-draft.ts'
import { limitPaths } from './limits-draft.ts'

const key = 'phoneme-studio.limits-draft'

/** What was typed and not saved yet: leaving the page and coming back loses none of it while the window is open. */
export function createRememberedDraft(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
  return {
    read(): LimitsDraft {
      const kept = new URLSearchParams(storage.getItem(key) ?? '')
      return Object.fromEntries(limitPaths.filter((path) => kept.has(path)).map((path) => [path, kept.get(path) ?? '']))
    },
    write(draft: LimitsDraft): void {
      if (Object.keys(draft).length === 0) storage.removeItem(key)
      else storage.setItem(key, new URLSearchParams(draft).toString())
    },
  }
}
