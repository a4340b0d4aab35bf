import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { SourcePageView } from '#shared/contract/sources.ts'
import type { SourceView } from '#shared/contract/studio.ts'
import type { StudioClient } from '../api/studio-connection.ts'
import { createCell } from '../cell.ts'
import { readPlace } from '../parts/rooms.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { useCell } from '../ui/use-cell.ts'
import type { SourceFilter } from './source-filter.ts'
import { askFor, filterPath, readFilter } from './source-filter.ts'
import type { ListPage, ListState, PagedList } from './source-list.ts'
import { createPagedList } from './source-list.ts'

type Place = NonNullable<SourcePageView['next']>

/** Somebody waits for the first ones; whoever goes on from there soon wants many. */
const firstPage = 200
const largestPage = 500

const nothingYet = createCell<ListState<SourceView>>({ rows: [], total: null, whole: false, error: null })

/** One page of what the filter lets through, from that place on. */
export function pageReader(client: StudioClient, filter: SourceFilter, firstLimit = largestPage) {
  const asked = askFor(filter)
  return (place: Place | null, signal?: AbortSignal): Promise<ListPage<SourceView, Place>> =>
    client.sources.page(
      { ...asked, ...(place && { after: place }), limit: place === null ? firstLimit : largestPage },
      signal ? { signal } : {},
    )
}

/** The sources that the filter lets through, as far as somebody looks, as they are now. */
export function useSourceList(filter: SourceFilter) {
  const { connection, queries } = useStudio()
  const path = filterPath(filter)
  const [list, setList] = useState<PagedList<SourceView> | null>(null)
  // Asked anew whenever the catalog changes, as every answer is.
  const { data: totals, dataUpdatedAt } = useQuery(queries.analytics.totals.queryOptions())
  const seen = useRef(dataUpdatedAt)

  useEffect(() => {
    const asked = readFilter(readPlace(path))
    const next = createPagedList(pageReader(connection.client, asked, firstPage))
    // What was shown before stays until this one has something to show.
    const stop = next.state.subscribe(() => setList(next))
    next.need(0)
    return () => {
      stop()
      next.close()
    }
  }, [connection.client, path])

  useEffect(() => {
    if (seen.current === dataUpdatedAt) return
    seen.current = dataUpdatedAt
    list?.refresh()
  }, [list, dataUpdatedAt])

  return { list, state: useCell(list?.state ?? nothingYet), all: totals?.total_cached }
}
