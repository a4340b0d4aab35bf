import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { usePlace } from '../../parts/use-place.ts'
import { useSpeakers } from '../../parts/use-speakers.ts'
import { Notice } from '../../ui/notice.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { FilterChips } from './filter-chips.tsx'
import { GroupList } from './group-list.tsx'
import { NothingFits, NothingRecorded } from './nothing-here.tsx'
import { PublishReport } from './publish-report.tsx'
import { createRememberedView } from './remembered-view.ts'
import { ReviewActions } from './review-actions.tsx'
import type { ReviewFilter } from './review-groups.ts'
import { groupsIn, groupsToPublish } from './review-groups.ts'
import { ReviewKeys } from './review-keys.tsx'
import styles from './review-page.module.css'
import { ReviewTitle } from './review-title.tsx'
import type { InHand } from './step-through.ts'
import { resolveInHand } from './step-through.ts'
import { TakeInHand } from './take-in-hand.tsx'
import type { Due } from './use-publishing.ts'
import { dueOf, usePublishing } from './use-publishing.ts'
import { useRecordAgain } from './use-record-again.ts'
import { useReview } from './use-review.ts'

/** All takes of a sitting: heard, chosen, trimmed and published. */
export function ReviewPage({ sittingId }: { sittingId: string }) {
  const { queries } = useStudio()
  const words = useErrorWords()
  const sitting = useQuery(queries.sittings.get.queryOptions({ input: { sittingId } }))
  const speaker = useSpeakers()?.find(({ id }) => id === sitting.data?.speakerId)
  const publishing = usePublishing(sittingId)
  const review = useReview(sittingId, { frozen: publishing.state.kind === 'publishing' })
  const { go } = usePlace()
  const recordAgain = useRecordAgain(sitting.data)
  const [remembered] = useState(() => createRememberedView(sessionStorage, sittingId))
  const [filter, setFilter] = useState<ReviewFilter>(() => remembered.read().filter)
  const [inHand, setInHand] = useState<InHand>(() => ({ key: remembered.read().key, takeId: null }))
  const [trimming, setTrimming] = useState(false)

  const groups = review.groups ?? []
  const shown = groupsIn(groups, filter, inHand.key)
  const { index, group, view } = resolveInHand(shown, inHand)
  const due: Due = {
    keys: groupsToPublish(groups).map(({ key }) => key),
    again: groups.flatMap(({ takes }) => takes.filter(review.publishedOtherwise).map(({ take }) => take.id)),
  }
  const anyTake = groups.some(({ takes }) => takes.length > 0)

  const take = useCallback(
    (next: InHand) => {
      setInHand(next)
      if (next.key !== null) remembered.rememberKey(next.key)
    },
    [remembered],
  )
  const show = (next: ReviewFilter) => {
    setFilter(next)
    remembered.rememberFilter(next)
    // What was in hand stays only if it fits.
    const fits = groupsIn(groups, next, null)
    if (!fits.some(({ key }) => key === inHand.key)) take({ key: fits[0]?.key ?? null, takeId: null })
  }
  const publish = (what: Due) => {
    void publishing.publish(what, (sources) => review.publishedAgain(new Set(sources.map(({ takeId }) => takeId))))
  }
  const loadError = review.loadError ?? sitting.error
  const error = review.error ?? recordAgain.error

  return (
    <WorkArea
      wide
      title={<ReviewTitle sitting={sitting.data} speaker={speaker} />}
      aside={
        <ReviewActions
          sitting={sitting.data}
          due={due.keys.length + due.again.length}
          publishing={publishing.state.kind === 'publishing'}
          trimming={trimming}
          onPublish={() => publish(due)}
        />
      }
    >
      {loadError && <Notice tone="bad">{words(loadError)}</Notice>}
      {error && <Notice tone="bad">{words(error)}</Notice>}
      <PublishReport publishing={publishing} speaker={speaker} onRetry={() => publish(due)} />
      {review.groups && anyTake && (
        <>
          <FilterChips groups={groups} filter={filter} onFilter={show} />
          <div className={styles.work}>
            {shown.length === 0 ? (
              <NothingFits filter={filter} onAll={() => show('all')} />
            ) : (
              <GroupList
                groups={shown}
                index={index}
                takeId={view?.take.id}
                trimming={trimming}
                onTake={take}
                onRecordAgain={recordAgain.go}
              />
            )}
            {group && (
              <TakeInHand
                group={group}
                view={view}
                review={review}
                publishing={publishing.state.kind === 'publishing'}
                trimming={trimming}
                onTrimming={setTrimming}
                onPublish={() => publish(dueOf(group))}
                onRecordAgain={() => recordAgain.go(group)}
              />
            )}
          </div>
          {group && (
            <ReviewKeys
              groups={shown}
              index={index}
              group={group}
              takeId={view?.take.id}
              filter={filter}
              onTake={take}
              onFilter={show}
              onChoose={(takeId) => review.choose(group.key, takeId)}
            />
          )}
        </>
      )}
      {review.groups && !anyTake && (
        <NothingRecorded onRecord={() => go({ room: 'record', phonemeId: 'sitting', detail: sittingId })} />
      )}
    </WorkArea>
  )
}
