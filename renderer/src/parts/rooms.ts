/** The rooms of the rail, in its order. Each is a place in the address: `#/record/<phonemeId>`. */
export const rooms = ['record', 'compare', 'catalog', 'bundles', 'sync', 'settings'] as const
export type Room = (typeof rooms)[number]

export interface Place {
  room: Room
  phonemeId: string | null
}

export function placePath({ room, phonemeId }: Place): string {
  return phonemeId === null ? `/${room}` : `/${room}/${phonemeId}`
}

/** Reads an address; an unknown room is Record, where everything begins. */
export function readPlace(path: string): Place {
  const [name, phonemeId] = path.split('/').filter((part) => part !== '')
  return { room: rooms.find((room) => room === name) ?? 'record', phonemeId: phonemeId ?? null }
}

/** Rooms in which one phoneme is in view. */
export function showsPhoneme(room: Room): boolean {
  return room === 'record' || room === 'compare' || room === 'catalog'
}
