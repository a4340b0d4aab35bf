/**
 * The rooms of the rail, in its order. Each is a place in the address: `#/record/<phonemeId>`, or a page of the room's own,
 * such as `#/record/sitting/<sittingId>`.
 */
export const rooms = ['record', 'compare', 'catalog', 'bundles', 'sync', 'settings'] as const
export type Room = (typeof rooms)[number]

export interface Place {
  room: Room
  /** A phoneme's id, or the name of one of the room's own pages. */
  phonemeId: string | null
  /** What such a page shows. */
  detail?: string
}

export function placePath({ room, phonemeId, detail }: Place): string {
  return ['', room, phonemeId, detail].filter((part) => part !== null && part !== undefined).join('/')
}

/** Reads an address; an unknown room is Record, where everything begins. */
export function readPlace(path: string): Place {
  const [name, phonemeId, detail] = path.split('/').filter((part) => part !== '')
  const room = rooms.find((known) => known === name) ?? 'record'
  return { room, phonemeId: phonemeId ?? null, ...(detail === undefined ? {} : { detail }) }
}

/** Pages of a room's own that show no phoneme of the list. */
const pages = new Set([
  'salvaged',
  'sitting',
  'review',
  'limits',
  'sources',
  'overview',
  'queue',
  'voices',
  'export',
  'read',
  'course',
])

export function isPage({ phonemeId }: Place): boolean {
  return phonemeId !== null && pages.has(phonemeId)
}

/** Rooms in which one phoneme is in view. */
export function showsPhoneme(room: Room): boolean {
  return room === 'record' || room === 'compare' || room === 'catalog'
}
