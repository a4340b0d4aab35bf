import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import type { Sitting } from '#shared/entities/sitting.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { usePlace } from '../../parts/use-place.ts'

/** Back before the microphone, at the first prompt of a group; an ended sitting is opened again for it. */
export function useRecordAgain(sitting: Sitting | undefined) {
  const { connection } = useStudio()
  const { go } = usePlace()
  const going = useMutation({
    mutationFn: async ({ promptId, sitting }: { promptId: string; sitting: Sitting }) => {
      const { sittings } = connection.client
      const current = sitting.prompts.findIndex((prompt) => prompt.promptId === promptId)
      if (sitting.endedAt !== null) await sittings.setEnded({ sittingId: sitting.id, ended: false })
      await sittings.goTo({ sittingId: sitting.id, current: Math.max(0, current) })
    },
    onSuccess: (_, { sitting }) => go({ room: 'record', phonemeId: 'sitting', detail: sitting.id }),
  })
  const { mutate, error } = going
  const goAgain = useCallback(
    ({ prompts }: ReviewGroup) => {
      const [first] = prompts
      if (sitting && first) mutate({ promptId: first.promptId, sitting })
    },
    [sitting, mutate],
  )
  return { error, go: goAgain }
}
