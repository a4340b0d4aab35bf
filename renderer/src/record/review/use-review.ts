import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import type { TakeView } from '#shared/contract/studio.ts'
import type { Take, TrimMarks } from '#shared/entities/take.ts'
import { sameMarks } from '../../parts/trim-editor/move-mark.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { shareGroups } from './share-groups.ts'

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
  const review = useQuery(
    queries.sittings.review.queryOptions({
      input,
      enabled: !frozen,
      structuralSharing: (before, after) => shareGroups(before as ReviewGroup[] | undefined, after as ReviewGroup[]),
    }),
  )
  /** Of takes that are published: the marks that they were published with, where those were moved since. */
  const [publishedMarks, setPublishedMarks] = useState<ReadonlyMap<string, TrimMarks>>(new Map())

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
    /** What is published of the take has other marks than the take has now. */
    publishedOtherwise: ({ take, publishedSourceId }: TakeView) => {
      const marks = publishedMarks.get(take.id)
      return publishedSourceId !== null && marks !== undefined && !sameMarks(marks, take.trim)
    },
    choose: (key: string, takeId: string | null) => choosing.mutate({ sittingId, key, takeId }),
    judge: (takeId: string, verdict: Take['verdict']) => judging.mutate({ takeId, verdict }),
    trimmed: (take: Take) => {
      const before = review.data?.flatMap(({ takes }) => takes).find((view) => view.take.id === take.id)
      if (before && before.publishedSourceId !== null)
        setPublishedMarks((known) => (known.has(take.id) ? known : new Map(known).set(take.id, before.take.trim)))
      changeTake(take.id, () => take)
    },
    publishedAgain: (takeIds: ReadonlySet<string | null>) =>
      setPublishedMarks((known) => new Map([...known].filter(([takeId]) => !takeIds.has(takeId)))),
  }
}
