import type { Database } from 'better-sqlite3'
import type { SourceType } from '#shared/entities/audio-source.ts'
import type { ListedRow, ListedSource } from './listed-source.ts'
import { listedStatement, toListed } from './listed-source.ts'
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
  /** Between these times, in ISO 8601 UTC, or at one of them. */
  made?: { from: string; to: string } | undefined
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
  /** In the order of the ids; those that are gone are left out. */
  listed(ids: readonly string[]): ListedSource[]
  /** Of the whole catalog. */
  count(): number
}

type Given = Record<string, string | number | null>
type Direct = keyof typeof pageStatements.newest

const inGroups: ReadonlySet<Narrowing> = new Set<Narrowing>(['sourceType', 'voiceId', 'speakerId', 'language'])

/** Later than any time, and than any id. */
const last = '~'

const nothingAsked: Given = {
  phonemeId: null,
  categoryId: null,
  speakerId: null,
  voiceId: null,
  language: null,
  sourceType: null,
  madeFrom: '',
  madeTo: last,
}

interface CountedFilter {
  name: Narrowing
  /** How many it lets through alone, as far as they are counted. */
  sources: number
}

/** The index of the newest tells of these by itself, so that walking along it is soon the quicker way. */
const toldByTheNewest: ReadonlySet<Narrowing> = new Set<Narrowing>(['categoryId', 'text'])

/** `few`: what is gathered and sorted instead of walked to; fewer in a test, so that it need not make thousands. */
export function createSourcePagesTable(
  db: Database,
  few = { alongTheNewest: 1000, else: mostGathered },
): SourcePagesTable {
  const prepare = <R>(sql: string) => db.prepare<[Given], R>(sql)
  const counting = (sql: string) => db.prepare<[Given], number>(sql).pluck()
  const each = <K extends string, T>(texts: Record<K, string>, of: (sql: string) => T) =>
    Object.fromEntries(Object.entries<string>(texts).map(([name, sql]) => [name, of(sql)])) as Record<K, T>
  const walk = each(pageStatements.walk, prepare<SourcePlace>)
  const sort = each(pageStatements.sort, prepare<SourcePlace>)
  const newest = each(pageStatements.newest, prepare<SourcePlace>)
  const gather = each(pageStatements.gather, (sql) => db.prepare<[Given], string>(sql).pluck())
  const count = each(pageStatements.count, counting)
  const countGathered = counting(pageStatements.countGathered)
  const countWalk = counting(pageStatements.countWalk)
  const countGroups = counting(pageStatements.countGroups)
  const selectListed = db.prepare<[string], ListedRow>(listedStatement)

  function listed(ids: readonly string[]): ListedSource[] {
    const rows = new Map(selectListed.all(JSON.stringify(ids)).map((row) => [row.id, row]))
    return ids.flatMap((id) => {
      const row = rows.get(id)
      return row === undefined ? [] : [toListed(row)]
    })
  }

  /** The filters that are asked for, those that let least through first. */
  function asked(filter: SourceFilter, given: Given): CountedFilter[] {
    const isAsked = (name: Narrowing) =>
      name === filter.state || (name in filter && filter[name as keyof SourceFilter] !== undefined)
    const named = narrowings.filter(isAsked).map((name) => ({ name, sources: count[name].get(given) ?? 0 }))
    return named.toSorted((a, b) => a.sources - b.sources)
  }

  /** How the page is read, and how many there are in all. */
  function plan(order: SourceOrder, filters: readonly CountedFilter[], given: Given) {
    const [narrowest, ...others] = filters
    if (narrowest === undefined) return { statement: walk[order], given, total: countGroups.get(given) ?? 0 }
    const { name, sources } = narrowest
    const alone = others.length === 0
    if (alone && order === 'newest' && name in newest)
      return { statement: newest[name as Direct], given, total: sources }
    const told = filters.every((filter) => inGroups.has(filter.name)) ? countGroups : undefined
    const isTold = alone && order === 'newest' && toldByTheNewest.has(name)
    if (sources > (isTold ? few.alongTheNewest : few.else)) {
      const total = alone ? sources : ((told ?? countWalk).get(given) ?? 0)
      return { statement: walk[order], given, total }
    }
    const gathered = { ...given, ...withoutFilter(name), ids: JSON.stringify(gather[name].all(given)) }
    const total = alone ? sources : (told?.get(given) ?? countGathered.get(gathered) ?? 0)
    return { statement: sort[order], given: gathered, total }
  }

  return {
    page(filter, { order, after, limit, times }) {
      const { text, made, ...columns } = filter
      const given: Given = {
        ...nothingAsked,
        state: null,
        ...Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)),
        ...(made && { madeFrom: made.from, madeTo: made.to }),
        textPhonemes: text === undefined ? null : JSON.stringify(text.phonemeIds),
        textVoices: text === undefined ? null : JSON.stringify(text.voiceIds),
        ...times,
        ...(after ?? beginning(order, filter, times)),
        limit: limit + 1,
      }
      const found = plan(order, asked(filter, given), given)
      const places = found.statement.all(found.given)
      const shown = places.slice(0, limit)
      return {
        rows: listed(shown.map(({ id }) => id)),
        next: places.length > limit ? (shown.at(-1) ?? null) : null,
        total: Math.min(found.total, mostCounted),
      }
    },
    count: () => countGroups.get(nothingAsked) ?? 0,
    listed,
  }
}

/** What was gathered by a filter need not be looked at for it again. */
function withoutFilter(name: Narrowing): Given {
  if (name === 'text') return { textPhonemes: null, textVoices: null }
  if (name === 'made') return { madeFrom: nothingAsked['madeFrom'] ?? null, madeTo: nothingAsked['madeTo'] ?? null }
  return name in nothingAsked ? { [name]: null } : { state: null }
}

/** Where an order begins; with a filter that lets nothing through before some place, there. */
function beginning(order: SourceOrder, { state, made }: SourceFilter, { now, unusedSince }: StateTimes): SourcePlace {
  switch (order) {
    case 'newest': {
      const madeTo = made?.to ?? last
      // Whatever was made since counts as used.
      return { value: state === 'unused' && unusedSince < madeTo ? unusedSince : madeTo, id: last }
    }
    case 'expires soonest':
      return state === 'expiring' ? { value: now, id: last } : { value: '', id: '' }
    default:
      return { value: Number.MAX_SAFE_INTEGER, id: last }
  }
}
