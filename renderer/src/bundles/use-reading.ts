import { useEffect, useState } from 'react'
import { useStudio } from '../parts/studio-context.tsx'
import { useCell } from '../ui/use-cell.ts'
import { createReading } from './reading.ts'

/** The page's own reading; it ends, and its upload goes, when the person leaves. */
export function useReading() {
  const { connection } = useStudio()
  const [reading] = useState(() =>
    createReading({
      client: connection.client,
      whenOpen: () => connection.whenOpen(),
      nowMs: () => performance.now(),
    }),
  )
  useEffect(() => () => reading.close(), [reading])
  return { reading, state: useCell(reading.state) }
}
