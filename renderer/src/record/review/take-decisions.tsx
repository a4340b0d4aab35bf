import { useTranslation } from 'react-i18next'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import type { TakeView } from '#shared/contract/studio.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import styles from './take-in-hand.module.css'
import { bestTake } from './review-groups.ts'
import { useMarkedPlayback } from './use-marked-playback.ts'
import type { Review } from './use-review.ts'

/** What can be decided on the take in hand: each by its key. */
export function TakeDecisions({
  group,
  view,
  review,
  publishing,
  trimming,
  onTrimming,
  onPublish,
  onRecordAgain,
}: {
  group: ReviewGroup
  view: TakeView | undefined
  review: Review
  publishing: boolean
  trimming: boolean
  onTrimming: (trimming: boolean) => void
  onPublish: () => void
  onRecordAgain: () => void
}) {
  const { t } = useTranslation()
  const playback = useMarkedPlayback()
  const words = t('review.inHand')
  const take = view?.take
  const enabled = view !== undefined
  const chosen = enabled && group.chosenTakeId === take?.id
  const best = bestTake(group)
  const playing = take !== undefined && playback.isPlaying(take.id)
  const judge = (verdict: 'kept' | 'rejected') => {
    if (take) review.judge(take.id, take.verdict === verdict ? 'new' : verdict)
  }
  const shared = { group: words, enabled, whyNot: t('review.missing.noTake') }

  return (
    <fieldset className={styles.actions} aria-label={words}>
      <ActionButton
        id="review.play"
        label={playing ? t('playback.stop') : t('record.takes.playAction')}
        // While the marks are open, the key plays what is between them.
        chord={trimming ? undefined : 'p'}
        {...shared}
        onAct={() => view && playback.toggle(view)}
      />
      <ActionButton
        id="review.keep"
        label={t('verdict.keep')}
        chord="k"
        pressed={take?.verdict === 'kept'}
        {...shared}
        onAct={() => judge('kept')}
      />
      <ActionButton
        id="review.reject"
        label={t('verdict.reject')}
        chord="Delete"
        pressed={take?.verdict === 'rejected'}
        {...shared}
        onAct={() => judge('rejected')}
      />
      <ActionButton
        id="review.chooseInHand"
        label={t('review.choose')}
        chord="Enter"
        pressed={chosen}
        group={words}
        enabled={enabled && take?.verdict !== 'rejected'}
        whyNot={enabled ? t('review.rejectedFirst') : t('review.missing.noTake')}
        onAct={() => take && review.choose(group.key, chosen ? null : take.id)}
      />
      <ActionButton
        id="review.trim"
        label={t('review.trim')}
        chord="t"
        pressed={trimming}
        {...shared}
        onAct={() => onTrimming(!trimming)}
      />
      <ActionButton
        id="review.publishGroup"
        label={best !== null && best.publishedSourceId !== null ? t('review.publishAgain') : t('review.publishGroup')}
        group={words}
        chord="Shift+u"
        enabled={best !== null && !publishing}
        whyNot={t('review.missing.noneUsable')}
        onAct={onPublish}
      />
      <ActionButton
        id="review.recordAgain"
        label={group.takes.length === 0 ? t('review.recordFirst') : t('review.recordAgain')}
        group={words}
        chord="r"
        onAct={onRecordAgain}
      />
    </fieldset>
  )
}
