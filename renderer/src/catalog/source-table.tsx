import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { usePhonemes } from '../parts/use-phonemes.ts'
import { usePlayback } from '../parts/use-playback.ts'
import { useKeyAction } from '../ui/keys/keys-context.tsx'
import type { SourceSort } from './source-filter.ts'
import { SourceRow } from './source-row.tsx'
import styles from './source-table.module.css'

const columns = [
  'phoneme',
  'type',
  'voice',
  'language',
  'duration',
  'size',
  'plays',
  'created',
  'expires',
  'state',
] as const
type Column = (typeof columns)[number]

const sorts: Partial<Record<Column, SourceSort>> = {
  size: 'largest',
  plays: 'most played',
  created: 'newest',
  expires: 'expires soonest',
}

/** Of a list that nobody has counted, so many rows more than are read: there is always somewhere to scroll to. */
const roomBeyond = 500
const mostCounted = 10_000

/** All sources in one scrolling table; only the rows in view exist, and only those looked at are fetched. */
export function SourceTable({
  rows,
  total,
  whole,
  sort,
  isPicked,
  onNeed,
  onSort,
  onPick,
}: {
  rows: readonly SourceView[]
  total: number
  whole: boolean
  sort: SourceSort
  isPicked: (sourceId: string) => boolean
  onNeed: (index: number) => void
  onSort: (sort: SourceSort) => void
  onPick: (sourceId: string, range: boolean) => void
}) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const playback = usePlayback()
  const phonemes = new Map((usePhonemes() ?? []).map(({ phoneme }) => [phoneme.id, phoneme.ipaSymbol]))
  const uncounted = Math.max(mostCounted, rows.length + roomBeyond)
  const count = whole ? rows.length : total > mostCounted ? uncounted : Math.max(total, rows.length)
  useKeyAction({
    id: 'catalog.play',
    chord: 'p',
    label: t('catalog.playRow'),
    group: t('catalog.title'),
    enabled: rows.length > 0,
    run: () => {
      const focused = document.activeElement?.closest<HTMLElement>('tr[data-source]')?.dataset['source']
      const view = rows.find(({ source }) => source.id === focused) ?? rows[0]
      if (!view?.url || view.fault !== null) return
      if (playback.isPlaying(view.source.id)) playback.stop()
      else void playback.playSource({ id: view.source.id, url: view.url })
    },
  })
  const rowHeight = () => 2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  // Its answers change without its identity changing: nothing here may be memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: 12,
    getItemKey: (index) => rows[index]?.source.id ?? index,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onNeed(last), [onNeed, last])

  return (
    // A scrolling region must be reachable with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('catalog.table')}>
      <table aria-label={t('catalog.table')} aria-rowcount={whole ? count + 1 : -1} className={styles.table}>
        <thead className={styles.top}>
          <tr aria-rowindex={1} className={styles.head}>
            <th scope="col">
              <span className="visually-hidden">{t('catalog.bulk.tick')}</span>
            </th>
            {columns.map((column) => (
              <Head key={column} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody className={styles.body} style={{ blockSize: virtual.getTotalSize() }}>
          {items.map(({ index, key, start }) => {
            const view = rows[index]
            return view ? (
              <SourceRow
                key={key}
                view={view}
                symbol={phonemes.get(view.source.phonemeId) ?? '?'}
                index={index}
                top={start}
                picked={isPicked(view.source.id)}
                onPick={(range) => onPick(view.source.id, range)}
              />
            ) : (
              <tr key={key} className={styles.row} aria-hidden="true" style={{ transform: `translateY(${start}px)` }}>
                <td className={styles.unread}>…</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Head({ column, sort, onSort }: { column: Column; sort: SourceSort; onSort: (sort: SourceSort) => void }) {
  const { t } = useTranslation()
  const own = sorts[column]
  const label = t(`catalog.column.${column}`)
  if (own === undefined)
    return (
      <th scope="col" data-column={column}>
        {label}
      </th>
    )
  const direction = own === 'expires soonest' ? 'ascending' : 'descending'
  return (
    <th scope="col" data-column={column} aria-sort={own === sort ? direction : undefined}>
      <button type="button" className={styles.sort} title={t(`catalog.sort.${own}`)} onClick={() => onSort(own)}>
        {label}
        {own === sort && <span aria-hidden="true"> {direction === 'ascending' ? '↑' : '↓'}</span>}
      </button>
    </th>
  )
}
