import { useTranslation } from 'react-i18next'
import type { SittingSummary } from '#shared/contract/sittings.ts'
import { placePath } from '../../parts/rooms.ts'
import { usePlace } from '../../parts/use-place.ts'
import { Button } from '../../ui/button.tsx'
import { Day } from '../../ui/day.tsx'
import { formatTimeOfDay } from '../../ui/format-date.ts'
import { chordForAria, isMacKeyboard } from '../../ui/keys/key-chord.ts'
import { KeyCap } from '../../ui/keys/key-cap.tsx'
import { useKeyAction } from '../../ui/keys/keys-context.tsx'
import styles from './record-home.module.css'

/** One sitting: an open one is gone on with, an ended one is reviewed, by a click, by Enter, or by its number. */
export function SittingRow({
  sitting: { id, title, speakerName, prompts, done, takes, endedAt, updatedAt },
  number,
  onSetEnded,
}: {
  sitting: SittingSummary
  number: number
  onSetEnded: (ended: boolean) => void
}) {
  const { t } = useTranslation()
  const { go } = usePlace()
  const isOpen = endedAt === null
  const sittingPlace = { room: 'record', phonemeId: 'sitting', detail: id } as const
  const reviewPlace = { room: 'record', phonemeId: 'review', detail: id } as const
  const place = isOpen ? sittingPlace : reviewPlace
  const verb = isOpen ? t('record.home.continue') : t('record.home.review')
  // The first nine have a digit; the others are reached by Tab.
  const chord = number <= 9 ? `Digit${number}` : undefined
  const key = useKeyAction({
    id: `record.sitting.${number}`,
    chord,
    label: `${verb}: ${title}`,
    group: t('record.title'),
    enabled: true,
    run: () => go(place),
  })

  return (
    <li className={styles.row}>
      <a
        className={styles.go}
        href={`#${placePath(place)}`}
        aria-keyshortcuts={key === undefined ? undefined : chordForAria(key, isMacKeyboard())}
      >
        <span className={styles.verb}>
          {verb} {key !== undefined && <KeyCap silent chord={key} />}
        </span>
        <span className={styles.what}>
          <span className={styles.title}>{title}</span>
          <span className={styles.who}>{speakerName}</span>
        </span>
      </a>
      <span className={styles.progress}>
        <progress className={styles.bar} value={done} max={prompts} aria-hidden="true" />
        <span>
          {t('record.home.done', { done, count: prompts })} · {t('status.takes', { count: takes })}
        </span>
      </span>
      <span className={styles.when}>
        <Day time={updatedAt} /> {formatTimeOfDay(updatedAt)}
      </span>
      <span className={styles.acts}>
        {isOpen ? (
          <>
            <Button onAct={() => go(reviewPlace)}>{t('record.home.review')}</Button>
            <Button onAct={() => onSetEnded(true)}>{t('record.home.end')}</Button>
          </>
        ) : (
          <Button onAct={() => onSetEnded(false)}>{t('record.home.openAgain')}</Button>
        )}
      </span>
    </li>
  )
}
