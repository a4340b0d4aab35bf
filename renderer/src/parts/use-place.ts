import { useCallback } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Place } from './rooms.ts'
import { placePath, readPlace } from './rooms.ts'

interface GoOptions {
  replace?: boolean
  /** Kept with that step of the window's history: what is too long for an address. */
  state?: unknown
}

/** Where the window is, and the way to go elsewhere. */
export function usePlace(): { place: Place; go: (place: Place, options?: GoOptions) => void } {
  const [path, navigate] = useHashLocation()
  const go = useCallback((place: Place, options?: GoOptions) => navigate(placePath(place), options), [navigate])
  return { place: readPlace(path), go }
}
