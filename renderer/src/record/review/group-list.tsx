import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import styles from './group-list.module.css'
import { GroupRow } from './group-row.tsx'
import type { InHand } from './step-through.ts'

const usualRowRem = 7.5

/** The groups in one scrolling list; only those in view exist, so that hundreds cost no more than ten. */
export function GroupList({
  groups,
  index,
  takeId,
  trimming,
  onTake,
  onRecordAgain,
}: {
  groups: readonly ReviewGroup[]
  /** Of the group in hand. */
  index: number
  takeId: string | undefined
  /** Its marks are open, and leave less room for the list. */
  trimming: boolean
  onTake: (inHand: InHand) => void
  onRecordAgain: (group: ReviewGroup) => void
}) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = () => usualRowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  // Its answers change without its identity changing: nothing here may be memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: groups.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: 3,
    getItemKey: (at) => groups[at]?.key ?? at,
  })
  const key = groups[index]?.key
  const bringIntoView = useEffectEvent(() => virtual.scrollToIndex(index))
  useEffect(() => bringIntoView(), [key, trimming])

  return (
    // A scrolling region must be reachable with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('review.groups')}>
      <ol className={styles.list} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const group = groups[item.index]
          return (
            group && (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                data-in-hand={item.index === index || undefined}
                className={styles.item}
                style={{ transform: `translateY(${item.start}px)` }}
                aria-setsize={groups.length}
                aria-posinset={item.index + 1}
              >
                <GroupRow
                  group={group}
                  takeInHand={item.index === index ? takeId : undefined}
                  onTake={onTake}
                  onRecordAgain={onRecordAgain}
                />
              </li>
            )
          )
        })}
      </ol>
    </section>
  )
}
