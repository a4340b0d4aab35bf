import type { ReactNode } from 'react'
import { createContext, useCallback, useContext, useState } from 'react'

const AnnounceContext = createContext<(words: string) => void>(() => undefined)

/** One polite live region for the whole window: what changed is said, not only shown. */
export function Announcer({ children }: { children: ReactNode }) {
  const [words, setWords] = useState('')
  const announce = useCallback((next: string) => {
    // The same words twice would not be read twice; a trailing space makes them new.
    setWords((last) => (last === next ? `${next} ` : next))
  }, [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <output className="visually-hidden" aria-live="polite">
        {words}
      </output>
    </AnnounceContext>
  )
}

export function useAnnounce(): (words: string) => void {
  return useContext(AnnounceContext)
}
