import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { runStream } from '../api/run-stream.ts'
import { useStudio } from '../parts/studio-context.tsx'

/** Has the machine say one phoneme, on demand. */
export function useGenerate() {
  const { connection } = useStudio()
  const queryClient = useQueryClient()
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const mutation = useMutation({
    mutationFn: async (phonemeId: string) => {
      const { generation } = connection.client
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it fills the catalog, not an array
      const stream = await generation.fill({
        phonemes: [phonemeId],
        which: 'all',
        sourceType: 'generated',
        urgent: true,
      })
      return runStream(stream, setProgress)
    },
    onSettled: () => {
      setProgress(null)
      void queryClient.invalidateQueries()
    },
  })
  return { ...mutation, progress }
}
