import type { Database, Statement } from 'better-sqlite3'
import type { SourceType } from '#shared/entities/audio-source.ts'
import type { ListedRow, ListedSource } from './listed-source.ts'
import { toListed } from './listed-source.ts'
import type { Narrowing, SourceOrder } from './source-page-statements.ts'
import { mostCounted, mostGathered, narrowings, pageStatements } from './source-page-statements.ts'

export type SourceState = 'expired' | 'expiring' | 'unused' | 'rejected' | 'preferred' | 'faulty'

/** undefined lets everything through. */
export interface SourceFilter {
  phonemeId?: string | undefined
  categoryId?: string | undefined
  speakerId?: string | undefined
  voiceId?: string | undefined
  language?: string | undefined
  sourceType?: SourceType | undefined
  state?: SourceState | undefined
  /** What a text was found to mean: sources of these phonemes, or in these voices. */
  text?: { phonemeIds: readonly string[]; voiceIds: readonly string[] } | undefined
}

/** The times that the states are told by, in ISO 8601 UTC. */
export interface StateTimes {
  now: string
  /** Expiring is what expires after now, but not after this. */
  soon: string
  /** Unused is what was last played, or else made, before this. */
  unusedSince: string
}

/** A row's place in its order. */
export interface SourcePlace {
  value: string | number
  id: string
}

export interface SourcePage {
  rows: ListedSource[]
  /** After the last row; null: there are no more. */
  next: SourcePlace | null
  /** All that match; 10,001 stands for more than 10,000. */
  total: number
}

export interface SourcePagesTable {
  page(
    filter: SourceFilter,
    asked: { order: SourceOrder; after: SourcePlace | null; limit: number; times: StateTimes },
  ): SourcePage
  listed(id: string): ListedSource | undefined
  /** Of the whole catalog. */
  count(): number
}

type Given = Record<string, string | number | null>
type PageRow = ListedRow & { orderValue: string | number }
type Direct = keyof typeof pageStatements.newest

/** Later than any time, and than any id. */
const last = '~'

export function createSourcePagesTable(db: Database): SourcePagesTable {
  const prepare = <R>(sql: string) => db.prepare<[Given], R>(sql)
  const counting = (sql: string) => db.prepare<[Given], number>(sql).pluck()
  const each = <K extends string, T>(texts: Record<K, string>, of: (sql: string) => T) =>
    Object.fromEntries(Object.entries<string>(texts).map(([name, sql]) => [name, of(sql)])) as Record<K, T>
  const walk = each(pageStatements.walk, prepare<PageRow>)
  const sort = each(pageStatements.sort, prepare<PageRow>)
  const newest = each(pageStatements.newest, prepare<PageRow>)
  const gather = each(pageStatements.gather, (sql) => db.prepare<[Given], string>(sql).pluck())
  const count = each(pageStatements.count, counting)
  const countGathered = counting(pageStatements.countGathered)
  const countWalk = counting(pageStatements.countWalk)
  const countAll = db.prepare<[], number>('SELECT coalesce(sum(sources), 0) FROM source_groups').pluck()
  const selectListed = db.prepare<[string], ListedRow>(pageStatements.listed)

  /** The filters that are asked for, those that let least through first. */
  function asked(filter: SourceFilter, given: Given): { name: Narrowing; sources: number }[] {
    const isAsked = (name: Narrowing) => name === filter.state || (name in filter && filter[name as keyof SourceFilter] !== undefined)
    const named = narrowings.filter(isAsked).map((name) => ({ name, sources: count[name].get(given) ?? 0 }))
    return named.toSorted((a, b) => a.sources - b.sources)
  }

  /** How the page is read, and what it counts. */
  function plan(order: SourceOrder, filters: { name: Narrowing; sources: number }[], given: Given) {
    const [narrowest, ...others] = filters
    if (narrowest === undefined) return { rows: walk[order], total: Math.min(countAll.get() ?? 0, mostCounted) }
    const { name, sources } = narrowest
    const alone = others.length === 0
    if (alone && order === 'newest' && name in newest) return { rows: newest[name as Direct], total: sources }
    if (sources > mostGathered) return { rows: walk[order], total: alone ? sources : (countWalk.get(given) ?? 0) }
    given['ids'] = JSON.stringify(gather[name].all(given))
    return { rows: sort[order], total: alone ? sources : (countGathered.get(given) ?? 0) }
  }

  return {
    page(filter, { order, after, limit, times }) {
      const { text, ...columns } = filter
      const none = { phonemeId: null, categoryId: null, speakerId: null, voiceId: null, language: null, sourceType: null }
      const given: Given = {
        ...none,
        state: null,
        ...Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)),
        textPhonemes: text === undefined ? null : JSON.stringify(text.phonemeIds),
        textVoices: text === undefined ? null : JSON.stringify(text.voiceIds),
        ...times,
        ...(after ?? beginning(order, filter.state, times)),
        limit: limit + 1,
      }
      const { rows: statement, total } = plan(order, asked(filter, given), given)
      const found = (statement as Statement<[Given], PageRow>).all(given)
      const lastShown = found.length > limit ? found[limit - 1] : undefined
      return {
        rows: found.slice(0, limit).map(({ orderValue: _, ...row }) => toListed(row)),
        next: lastShown === undefined ? null : { value: lastShown.orderValue, id: lastShown.id },
        total,
      }
    },
    count: () => countAll.get() ?? 0,
    listed(id) {
      const row = selectListed.get(id)
      return row && toListed(row)
    },
  }
}

/** Where an order begins; with a state that cannot stand before some place, there. */
function beginning(order: SourceOrder, state: SourceState | undefined, { now, unusedSince }: StateTimes): SourcePlace {
  switch (order) {
    case 'newest':
      // Whatever was made since counts as used.
      return { value: state === 'unused' ? unusedSince : last, id: last }
    case 'expires soonest':
      return state === 'expiring' ? { value: now, id: last } : { value: '', id: '' }
    default:
      return { value: Number.MAX_SAFE_INTEGER, id: last }
  }
}
