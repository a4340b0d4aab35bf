import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import type { Take } from '#shared/entities/take.ts'
import { useStudio } from '../../parts/studio-context.tsx'

export type Review = ReturnType<typeof useReview>

/**
 * The groups of a sitting, and what is decided on them. A decision is shown at once: asking for all of a large sitting
 * again takes a moment, and the studio's own word follows with its next change.
 */
export function useReview(sittingId: string, { frozen }: { frozen: boolean }) {
  const { queries } = useStudio()
  const queryClient = useQueryClient()
  const input = { sittingId }
  // While hundreds are published, each of them would have all asked again.
  const review = useQuery(queries.sittings.review.queryOptions({ input, enabled: !frozen }))
  const [trimmedSince, setTrimmedSince] = useState<ReadonlySet<string>>(new Set())

  const queryKey = queries.sittings.review.queryKey({ input })
  const change = (changed: (group: ReviewGroup) => ReviewGroup) =>
    queryClient.setQueryData(queryKey, (groups) => groups?.map(changed))
  const changeTake = (takeId: string, changed: (take: Take) => Take) =>
    change((group) =>
      group.takes.some(({ take }) => take.id === takeId)
        ? {
            ...group,
            takes: group.takes.map((view) => (view.take.id === takeId ? { ...view, take: changed(view.take) } : view)),
          }
        : group,
    )
  // An answer that is on its way already knows nothing of the decision.
  const decide = async (show: () => void) => {
    await queryClient.cancelQueries({ queryKey })
    show()
  }
  const lookAgain = () => queryClient.invalidateQueries({ queryKey })

  const choosing = useMutation(
    queries.sittings.choose.mutationOptions({
      onMutate: ({ key, takeId }) =>
        decide(() => change((group) => (group.key === key ? { ...group, chosenTakeId: takeId } : group))),
      onError: lookAgain,
    }),
  )
  const judging = useMutation(
    queries.takes.setVerdict.mutationOptions({
      onMutate: ({ takeId, verdict }) => decide(() => changeTake(takeId, (take) => ({ ...take, verdict }))),
      onError: lookAgain,
    }),
  )

  return {
    groups: review.data,
    loadError: review.error,
    error: choosing.error ?? judging.error,
    trimmedSince,
    choose: (key: string, takeId: string | null) => choosing.mutate({ sittingId, key, takeId }),
    judge: (takeId: string, verdict: Take['verdict']) => judging.mutate({ takeId, verdict }),
    trimmed: (take: Take) => {
      changeTake(take.id, () => take)
      setTrimmedSince((before) => new Set(before).add(take.id))
    },
    publishedAgain: (takeIds: ReadonlySet<string | null>) =>
      setTrimmedSince((before) => new Set([...before].filter((takeId) => !takeIds.has(takeId)))),
  }
}
