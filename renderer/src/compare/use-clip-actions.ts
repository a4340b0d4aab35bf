import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { runStream } from '../api/run-stream.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { useAnnounce } from '../ui/announcer.tsx'
import { formatDate } from '../ui/format-date.ts'

/** As long as a clip lives when it is made. */
export const keptDays = 30

/** Keeping a machine clip longer, and having it said again in the same voice. */
export function useClipActions({ source }: SourceView) {
  const { t } = useTranslation()
  const { queries, connection } = useStudio()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const onSettled = () => queryClient.invalidateQueries()
  const keep = useMutation(
    queries.cache.keep.mutationOptions({
      onSuccess: ({ cachedUntil }) => announce(t('compare.sources.kept', { date: formatDate(cachedUntil) })),
      onSettled,
    }),
  )
  const again = useMutation({
    mutationFn: async () => {
      const { phonemeId, voiceId, sourceType } = source
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it fills the catalog, not an array
      const stream = await connection.client.generation.fill({
        phonemes: [phonemeId],
        voices: [voiceId],
        which: 'all',
        sourceType: sourceType === 'tts' ? 'tts' : 'generated',
        urgent: true,
      })
      return runStream(stream, () => undefined)
    },
    onSuccess: ({ made }) => {
      if (made.length > 0) announce(t('compare.sources.madeAgain'))
    },
    onSettled,
  })
  return { keep, again }
}
