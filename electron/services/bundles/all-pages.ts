import { setImmediate as nextTurn } from 'node:timers/promises'

const pageSize = 200

/** All of a list that is read by id, a page in each turn. */
export async function allPages<Row>(
  page: (after: string, limit: number) => Row[],
  idOf: (row: Row) => string,
): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const last = rows.at(-1)
    const next = page(last === undefined ? '' : idOf(last), pageSize)
    rows.push(...next)
    if (next.length < pageSize) return rows
    await nextTurn()
  }
}
