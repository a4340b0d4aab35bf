import { useTranslation } from 'react-i18next'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import type { TakeView } from '#shared/contract/studio.ts'
import { Ipa } from '../../parts/ipa.tsx'
import { TrimEditor } from '../../parts/trim-editor/trim-editor.tsx'
import { Day } from '../../ui/day.tsx'
import { formatTimeOfDay } from '../../ui/format-date.ts'
import { findingValues, findingWords } from '../finding-words.ts'
import { TakeDecisions } from './take-decisions.tsx'
import styles from './take-in-hand.module.css'
import type { Review } from './use-review.ts'

/** In a small window there is no room for list and marks together. */
function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

/** The take that keys act on: what was found of it in full, what can be done with it, and its marks. */
export function TakeInHand({
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
  /** undefined: the group has no take. */
  view: TakeView | undefined
  review: Review
  publishing: boolean
  trimming: boolean
  onTrimming: (trimming: boolean) => void
  onPublish: () => void
  onRecordAgain: () => void
}) {
  const { t } = useTranslation()
  const number = group.takes.findIndex(({ take }) => take.id === view?.take.id) + 1
  const name = t('review.takeOf', { number, symbol: group.ipaSymbol })
  const findings = (view?.take.checked?.findings ?? []).filter(({ severity }) => severity !== 'note')

  return (
    <section className={styles.hand} aria-label={t('review.inHand')}>
      <div className={styles.head}>
        <p className={styles.name}>
          <Ipa symbol={group.ipaSymbol} size="row" />
          {view ? (
            <>
              <span>{t('review.nOf', { number, total: group.takes.length })}</span>
              <span className={styles.when}>
                <Day time={view.take.recordedAt} /> {formatTimeOfDay(view.take.recordedAt)}
              </span>
            </>
          ) : (
            <span>{t('review.missing.noTake')}</span>
          )}
        </p>
        <TakeDecisions
          group={group}
          view={view}
          review={review}
          publishing={publishing}
          trimming={trimming}
          onTrimming={onTrimming}
          onPublish={onPublish}
          onRecordAgain={onRecordAgain}
        />
      </div>
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map((finding) => (
            <li key={finding.code} data-tone={finding.severity}>
              {t(findingWords(finding), findingValues(finding))}
            </li>
          ))}
        </ul>
      )}
      {trimming && view && (
        <div ref={bringIntoView}>
          <TrimEditor
            key={view.take.id}
            view={view}
            name={name}
            publishedOtherwise={review.publishedOtherwise(view)}
            onTrimmed={review.trimmed}
            onClose={() => onTrimming(false)}
          />
        </div>
      )}
    </section>
  )
}
