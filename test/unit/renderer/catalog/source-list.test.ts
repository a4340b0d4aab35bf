import { describe, expect, it } from 'vitest'
import type { ListPage } from '#renderer/catalog/source-list.ts'
import { createPagedList, readWhole } from '#renderer/catalog/source-list.ts'

/** A catalog of so many rows, given out ten at a time, and what was asked of it. */
function aCatalog(rows: number) {
  const asked: (string | null)[] = []
  const catalog = { rows, fault: null as Error | null }
  const fetchPage = async (cursor: string | null): Promise<ListPage<number, string>> => {
    asked.push(cursor)
    if (catalog.fault) throw catalog.fault
    const from = Number(cursor ?? 0)
    const to = Math.min(catalog.rows, from + 10)
    return {
      rows: Array.from({ length: to - from }, (_, at) => from + at),
      next: to < catalog.rows ? String(to) : null,
      total: catalog.rows,
    }
  }
  return { catalog, asked, fetchPage }
}
/** Until nothing of it is under way: each page takes a few turns of the microtask queue. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('a list too long to be fetched', () => {
  it('is read as far as somebody looks, and no farther', async () => {
    const { asked, fetchPage } = aCatalog(100_000)
    const list = createPagedList(fetchPage)
    list.need(24)
    await settled()
    expect(asked).toEqual([null, '10', '20'])
    expect(list.state.get()).toMatchObject({ total: 100_000, whole: false })
    expect(list.state.get().rows).toHaveLength(30)
    list.need(30)
    await settled()
    expect(list.state.get().rows).toHaveLength(40)
  })

  it('knows when it is whole', async () => {
    const { asked, fetchPage } = aCatalog(15)
    const list = createPagedList(fetchPage)
    list.need(1000)
    await settled()
    expect(list.state.get()).toMatchObject({ total: 15, whole: true })
    list.need(2000)
    await settled()
    expect(asked).toEqual([null, '10'])
  })

  it('shows what it had until the catalog as it is now has been read as far', async () => {
    const { catalog, fetchPage } = aCatalog(40)
    const list = createPagedList(fetchPage)
    list.need(35)
    await settled()
    const lengths: number[] = []
    list.state.subscribe(() => lengths.push(list.state.get().rows.length))
    catalog.rows = 38
    list.refresh()
    await settled()
    expect(lengths).toEqual([38])
    expect(list.state.get()).toMatchObject({ total: 38, whole: true })
  })

  it('tells what went wrong, keeps what it has, and goes on when it is asked again', async () => {
    const { catalog, fetchPage } = aCatalog(40)
    const list = createPagedList(fetchPage)
    list.need(5)
    await settled()
    catalog.fault = new Error('the studio is gone')
    list.need(25)
    await settled()
    expect(list.state.get()).toMatchObject({ error: catalog.fault, total: 40 })
    expect(list.state.get().rows).toHaveLength(10)
    catalog.fault = null
    list.refresh()
    await settled()
    expect(list.state.get().error).toBeNull()
    expect(list.state.get().rows).toHaveLength(30)
  })

  it('asks for nothing more once it is closed', async () => {
    const { asked, fetchPage } = aCatalog(40)
    const list = createPagedList(fetchPage)
    list.need(35)
    list.close()
    await settled()
    expect(asked).toEqual([null])
  })

  it('can be read whole, for what is done to all of it', async () => {
    const counts: number[] = []
    const { fetchPage } = aCatalog(25)
    expect(await readWhole(fetchPage, (rows) => counts.push(rows))).toHaveLength(25)
    expect(counts).toEqual([10, 20, 25])
  })
})
