import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import { Ipa } from '../../parts/ipa.tsx'
import { Button } from '../../ui/button.tsx'
import { AskedText } from './asked-text.tsx'
import styles from './group-list.module.css'
import { bestTake, isIn } from './review-groups.ts'
import type { InHand } from './step-through.ts'
import { TakeCard } from './take-card.tsx'
import { useBestWords } from './use-best-words.ts'

/** What is asked for, which take stands for it and why; and its takes beside one another. */
export const GroupRow = memo(function GroupRow({
  group,
  takeInHand,
  onTake,
  onRecordAgain,
}: {
  group: ReviewGroup
  takeInHand: string | undefined
  onTake: (inHand: InHand) => void
  onRecordAgain: (group: ReviewGroup) => void
}) {
  const { t } = useTranslation()
  const bestWords = useBestWords()
  const { key, ipaSymbol, context, prompts, takes, chosenTakeId } = group
  const best = bestTake(group)
  const missing = isIn(group, 'missing')

  return (
    <>
      <div className={styles.about}>
        <h2 className={styles.asked}>
          <Ipa symbol={ipaSymbol} size="row" />
          <span className={styles.context}>{t(`context.${context}`)}</span>
          {prompts.map(({ promptId, text }) => (
            <span key={promptId} className={styles.text}>
              <AskedText text={text} ipaSymbol={ipaSymbol} />
            </span>
          ))}
        </h2>
        {best && <p className={styles.why}>{bestWords(group)}</p>}
        {missing && (
          <p className={styles.missing}>
            ✕ {takes.length === 0 ? t('review.missing.noTake') : t('review.missing.noneUsable')}
          </p>
        )}
        {missing && (
          <div>
            <Button onAct={() => onRecordAgain(group)}>
              {takes.length === 0 ? t('review.recordFirst') : t('review.recordAgain')}
              <span className="visually-hidden"> {ipaSymbol}</span>
            </Button>
          </div>
        )}
      </div>
      <ol className={styles.takes} aria-label={t('record.takes.title')}>
        {takes.map((view, at) => (
          <TakeCard
            key={view.take.id}
            view={view}
            groupKey={key}
            number={at + 1}
            ipaSymbol={ipaSymbol}
            best={view.take.id === best?.take.id ? (chosenTakeId === null ? 'proposed' : 'chosen') : null}
            inHand={view.take.id === takeInHand}
            onTake={onTake}
          />
        ))}
      </ol>
    </>
  )
})
