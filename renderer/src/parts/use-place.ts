import { useCallback } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Place } from './rooms.ts'
import { placePath, readPlace } from './rooms.ts'

/** Where the window is, and the way to go elsewhere. */
export function usePlace(): { place: Place; go: (place: Place, options?: { replace?: boolean }) => void } {
  const [path, navigate] = useHashLocation()
  const go = useCallback(
    (place: Place, options?: { replace?: boolean }) => navigate(placePath(place), options),
    [navigate],
  )
  return { place: readPlace(path), go }
}
