import { reviewFilters } from './review-groups.ts'
import type { ReviewFilter } from './review-groups.ts'

/** Where somebody was in a sitting's review, for as long as the window is open: leaving it and coming back loses no place. */
export function createRememberedView(storage: Pick<Storage, 'getItem' | 'setItem'>, sittingId: string) {
  const name = (what: string) => `phoneme-studio.review.${sittingId}.${what}`
  return {
    read(): { filter: ReviewFilter; key: string | null } {
      const filter = storage.getItem(name('filter'))
      return { filter: reviewFilters.find((known) => known === filter) ?? 'all', key: storage.getItem(name('key')) }
    },
    rememberFilter: (filter: ReviewFilter) => storage.setItem(name('filter'), filter),
    rememberKey: (key: string) => storage.setItem(name('key'), key),
  }
}
