import { useEffect, useState } from 'react'

const latestMs = 300

/** False until the window has a moment to spare: what is only scrolled past is never drawn. */
export function useWhenIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    const call = requestIdleCallback(() => setIdle(true), { timeout: latestMs })
    return () => cancelIdleCallback(call)
  }, [])
  return idle
}
