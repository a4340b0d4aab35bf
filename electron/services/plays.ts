import type { Catalog } from '../catalog/open-catalog.ts'
import { StudioFault } from './studio-fault.ts'

export interface Plays {
  /**
   * Playback started: counts once, by the play's own id, whatever the memo answered. All plays of the source; SOURCE_MISSING
   * where it is gone. Looking a source up is not a play, and comes nowhere near here.
   */
  count(playId: string, sourceId: string): number
}

interface Friends {
  catalog: Pick<Catalog, 'plays' | 'write' | 'deviceId'>
  clock: () => Date
}

export function createPlays({ catalog, clock }: Friends): Plays {
  return {
    count(playId, sourceId) {
      return catalog.write(() => {
        const play = { id: playId, sourceId, deviceId: catalog.deviceId, at: clock().toISOString() }
        const plays = catalog.plays.count(play)
        if (plays === undefined) throw new StudioFault('SOURCE_MISSING', { sourceId })
        return plays
      })
    },
  }
}
