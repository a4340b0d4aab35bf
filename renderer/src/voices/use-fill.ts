import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StudioClient } from '../api/studio-connection.ts'
import { runStream } from '../api/run-stream.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { useAnnounce } from '../ui/announcer.tsx'

export type FillAsked = Parameters<StudioClient['generation']['fill']>[0]

/** Puts speech into the queue and follows it to its end, whether or not anybody still looks. */
export function useFill() {
  const { t } = useTranslation()
  const { connection } = useStudio()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const [progress, setProgress] = useState<{ done: number; total: number; label: string } | null>(null)
  const mutation = useMutation({
    mutationFn: async (asked: FillAsked) =>
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it fills the catalog, not an array
      runStream(await connection.client.generation.fill(asked), setProgress),
    onSuccess: ({ made, kept, failures }) =>
      announce(t('voices.make.ended', { made: made.length, kept, failed: failures.length })),
    onSettled: () => queryClient.invalidateQueries(),
  })
  return { ...mutation, progress }
}
