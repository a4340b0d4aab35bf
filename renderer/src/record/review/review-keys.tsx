import { useTranslation } from 'react-i18next'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { useKeyAction } from '../../ui/keys/keys-context.tsx'
import type { ReviewFilter } from './review-groups.ts'
import { isIn, reviewFilters } from './review-groups.ts'
import type { InHand } from './step-through.ts'
import { useInHandWords } from './use-in-hand-words.ts'
import { nextGroup, stepGroup, stepTake } from './step-through.ts'

const places = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

/** The keys that move through the takes, and choose by number. They show nothing. */
export function ReviewKeys({
  groups,
  index,
  group,
  takeId,
  filter,
  onTake,
  onFilter,
  onChoose,
}: {
  groups: readonly ReviewGroup[]
  index: number
  group: ReviewGroup
  takeId: string | undefined
  filter: ReviewFilter
  onTake: (inHand: InHand) => void
  onFilter: (filter: ReviewFilter) => void
  onChoose: (takeId: string) => void
}) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const inHandWords = useInHandWords()
  const move = (next: InHand) => {
    onTake(next)
    announce(inHandWords(groups, next))
  }
  const undecided = nextGroup(groups, index, (each) => isIn(each, 'undecided'))
  const moves = [
    ['nextGroup', 'ArrowDown', () => move(stepGroup(groups, index, 1))],
    ['previousGroup', 'ArrowUp', () => move(stepGroup(groups, index, -1))],
    ['nextTake', 'ArrowRight', () => move(stepTake(group, takeId, 1))],
    ['previousTake', 'ArrowLeft', () => move(stepTake(group, takeId, -1))],
    ['firstGroup', 'Home', () => move(stepGroup(groups, 0, 0))],
    ['lastGroup', 'End', () => move(stepGroup(groups, groups.length, 0))],
    ['nextUndecided', 'n', () => undecided && move(undecided)],
    ['nextFilter', 'f', () => onFilter(after(filter))],
  ] as const
  return (
    <>
      {moves.map(([name, chord, run]) => (
        <Key key={name} id={`review.${name}`} chord={chord} label={t(`review.key.${name}`)} enabled run={run} />
      ))}
      {places.map((place) => {
        const view = group.takes[place - 1]
        return (
          <Key
            key={place}
            id={`review.choose.${place}`}
            chord={`Digit${place}`}
            label={t('review.key.choose')}
            enabled={view !== undefined && view.take.verdict !== 'rejected'}
            run={() => view && onChoose(view.take.id)}
          />
        )
      })}
    </>
  )
}

function after(filter: ReviewFilter): ReviewFilter {
  return reviewFilters[(reviewFilters.indexOf(filter) + 1) % reviewFilters.length] ?? 'all'
}

function Key({
  id,
  chord,
  label,
  enabled,
  run,
}: {
  id: string
  chord: string
  label: string
  enabled: boolean
  run: () => void
}) {
  const { t } = useTranslation()
  useKeyAction({ id, chord, label, group: t('review.title'), enabled, run })
  return null
}
