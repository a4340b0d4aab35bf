import type { Cell } from '../cell.ts'
import { createCell } from '../cell.ts'

export interface ListPage<Row, Place> {
  rows: Row[]
  /** Where the next page begins; null: there is none. */
  next: Place | null
  /** All that match; beyond some number only a bound. */
  total: number
}

export interface ListState<Row> {
  rows: readonly Row[]
  /** null until the first page is there. */
  total: number | null
  /** Every row that matches is there. */
  whole: boolean
  error: unknown
}

/** A list too long to be fetched: page after page as far as somebody looks, and anew when the catalog changes. */
export interface PagedList<Row> {
  state: Cell<ListState<Row>>
  /** Somebody looks at the row with that index. */
  need: (index: number) => void
  /** The catalog changed: read again as far as somebody looks. What is shown stays until its successor is whole. */
  refresh(): void
  close(): void
}

export function createPagedList<Row, Place>(
  fetchPage: (place: Place | null, signal: AbortSignal) => Promise<ListPage<Row, Place>>,
): PagedList<Row> {
  const controller = new AbortController()
  const state = createCell<ListState<Row>>({ rows: [], total: null, whole: false, error: null })
  let needed = 0
  let running = false
  let stale = true
  let next: Place | null = null

  const lacks = () => {
    const { rows, whole, error } = state.get()
    return error === null && !whole && rows.length <= needed
  }

  async function fetchOpen(place: Place | null): Promise<ListPage<Row, Place>> {
    const page = await fetchPage(place, controller.signal)
    controller.signal.throwIfAborted()
    return page
  }

  /** From the top as far as it is needed, in one piece. */
  async function readAnew(): Promise<void> {
    stale = false
    const rows: Row[] = []
    let place: Place | null = null
    for (;;) {
      const page: ListPage<Row, Place> = await fetchOpen(place)
      rows.push(...page.rows)
      place = page.next
      if (place === null || rows.length > needed) {
        next = place
        state.set({ rows, total: page.total, whole: place === null, error: null })
        return
      }
      // The first rows are shown while the others come, where there are none yet.
      if (state.get().total === null) state.set({ rows: [...rows], total: page.total, whole: false, error: null })
    }
  }

  async function readOn(): Promise<void> {
    const page = await fetchOpen(next)
    next = page.next
    const { rows } = state.get()
    state.set({ rows: [...rows, ...page.rows], total: page.total, whole: next === null, error: null })
  }

  async function run(): Promise<void> {
    if (running) return
    running = true
    try {
      while (!controller.signal.aborted && (stale || lacks())) await (stale ? readAnew() : readOn())
    } catch (error) {
      if (!controller.signal.aborted) state.set({ ...state.get(), error })
    } finally {
      running = false
    }
  }

  return {
    state,
    need: (index) => {
      needed = index
      void run()
    },
    refresh() {
      stale = true
      void run()
    },
    close: () => controller.abort(),
  }
}

/** Every row there is, page after page; `onCount` hears how many there are so far. */
export async function readWhole<Row, Place>(
  fetchPage: (place: Place | null) => Promise<ListPage<Row, Place>>,
  onCount: (rows: number) => void = () => undefined,
): Promise<Row[]> {
  const rows: Row[] = []
  let place: Place | null = null
  do {
    const page: ListPage<Row, Place> = await fetchPage(place)
    rows.push(...page.rows)
    place = page.next
    onCount(rows.length)
  } while (place !== null)
  return rows
}
