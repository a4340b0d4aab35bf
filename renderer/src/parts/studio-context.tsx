import { createContext, useContext } from 'react'
import type { StudioConnection } from '../api/studio-connection.ts'
import type { StudioQueries } from '../api/studio-api.ts'
import type { Player } from '../audio/player.ts'
import type { Recorder } from '../audio/recorder.ts'

/** What every room works with; built once, in main.tsx. */
export interface Studio {
  connection: StudioConnection
  queries: StudioQueries
  player: Player
  recorder: Recorder
}

const StudioContext = createContext<Studio | null>(null)

export const StudioProvider = StudioContext.Provider

export function useStudio(): Studio {
  const studio = useContext(StudioContext)
  if (!studio) throw new Error('no StudioProvider above')
  return studio
}
