import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Ipa } from '../parts/ipa.tsx'
import { SourceBadge } from '../parts/source-mark.tsx'
import { usePlayback } from '../parts/use-playback.ts'
import { formatDate } from '../ui/format-date.ts'
import { formatDuration } from '../ui/format-duration.ts'
import type { CatalogRow } from './filter-sources.ts'
import styles from './source-table.module.css'

const columns = ['phoneme', 'type', 'voice', 'language', 'duration', 'plays', 'created', 'expires', 'state'] as const

/** All sources in one scrolling table; only the rows in view exist, so that thousands cost no more than twenty. */
export function SourceTable({ rows }: { rows: readonly CatalogRow[] }) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = () => 2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: 12,
    getItemKey: (index) => rows[index]?.view.source.id ?? index,
  })

  return (
    // A scrolling region must be reachable with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-label={t('catalog.table')}>
      <div role="table" aria-label={t('catalog.table')} aria-rowcount={rows.length + 1} className={styles.table}>
        <div role="row" aria-rowindex={1} className={styles.head}>
          {columns.map((column) => (
            <span key={column} role="columnheader" data-column={column}>
              {t(`catalog.column.${column}`)}
            </span>
          ))}
        </div>
        <div role="rowgroup" className={styles.body} style={{ blockSize: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index]
            return row && <SourceRow key={key} row={row} index={index} top={start} />
          })}
        </div>
      </div>
    </div>
  )
}

function SourceRow({ row: { view, phoneme }, index, top }: { row: CatalogRow; index: number; top: number }) {
  const { t } = useTranslation()
  const playback = usePlayback()
  const { source, voiceName, cacheRecord, fault, preferred, url } = view
  const playing = playback.isPlaying(source.id)
  const name = `${phoneme?.ipaSymbol ?? ''} ${voiceName}`
  return (
    <div role="row" aria-rowindex={index + 2} className={styles.row} style={{ transform: `translateY(${top}px)` }}>
      <span role="cell" data-column="phoneme">
        <a href={`#/compare/${source.phonemeId}`} className={styles.phoneme}>
          <Ipa symbol={phoneme?.ipaSymbol ?? '?'} size="row" />
        </a>
      </span>
      <span role="cell" data-column="type">
        <SourceBadge type={source.sourceType} />
      </span>
      <span role="cell" data-column="voice" title={source.voiceId}>
        {voiceName}
      </span>
      <span role="cell" data-column="language">
        {source.language}
      </span>
      <span role="cell" data-column="duration">
        {formatDuration(source.audioDurationSeconds)}
      </span>
      <span role="cell" data-column="plays">
        {cacheRecord?.usageCount ?? 0}
      </span>
      <span role="cell" data-column="created">
        {formatDate(source.createdAt)}
      </span>
      <span role="cell" data-column="expires">
        {source.cachedUntil === null ? t('catalog.never') : formatDate(source.cachedUntil)}
      </span>
      <span role="cell" data-column="state">
        {fault === null && url !== null ? (
          <button
            type="button"
            className={styles.play}
            aria-label={playing ? t('playback.stopNamed', { name }) : t('playback.playNamed', { name })}
            onClick={() => (playing ? playback.stop() : void playback.playSource({ id: source.id, url }))}
          >
            {playing ? '■' : '▶'}
          </button>
        ) : (
          <span className={styles.fault}>
            ✕ {t(`fault.${(fault ?? 'no file') as 'no file'}`, { defaultValue: fault ?? '' })}
          </span>
        )}
        {preferred && (
          <span className={styles.star} title={t('catalog.preferred')} role="img" aria-label={t('catalog.preferred')}>
            ★
          </span>
        )}
      </span>
    </div>
  )
}
