import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Ipa } from '../parts/ipa.tsx'
import { SourceBadge } from '../parts/source-mark.tsx'
import { useVoiceName } from '../parts/use-voice-name.ts'
import { usePlayback } from '../parts/use-playback.ts'
import { Day } from '../ui/day.tsx'
import { formatDuration } from '../ui/format-duration.ts'
import { useKeyAction } from '../ui/keys/keys-context.tsx'
import type { CatalogRow } from './filter-sources.ts'
import styles from './source-table.module.css'

const columns = ['phoneme', 'type', 'voice', 'language', 'duration', 'plays', 'created', 'expires', 'state'] as const

/** All sources in one scrolling table; only the rows in view exist, so that thousands cost no more than twenty. */
export function SourceTable({ rows }: { rows: readonly CatalogRow[] }) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const playback = usePlayback()
  useKeyAction({
    id: 'catalog.play',
    chord: 'p',
    label: t('catalog.playRow'),
    group: t('catalog.title'),
    enabled: rows.length > 0,
    run: () => {
      const focused = document.activeElement?.closest<HTMLElement>('tr[data-source]')?.dataset['source']
      const view = (rows.find((row) => row.view.source.id === focused) ?? rows[0])?.view
      if (!view?.url || view.fault !== null) return
      if (playback.isPlaying(view.source.id)) playback.stop()
      else void playback.playSource({ id: view.source.id, url: view.url })
    },
  })
  const rowHeight = () => 2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  // Its answers change without its identity changing: nothing here may be memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
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
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('catalog.table')}>
      <table aria-label={t('catalog.table')} aria-rowcount={rows.length + 1} className={styles.table}>
        <thead className={styles.top}>
          <tr aria-rowindex={1} className={styles.head}>
            {columns.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`catalog.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={styles.body} style={{ blockSize: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index]
            return row && <SourceRow key={key} row={row} index={index} top={start} />
          })}
        </tbody>
      </table>
    </section>
  )
}

function SourceRow({ row: { view, phoneme }, index, top }: { row: CatalogRow; index: number; top: number }) {
  const { t } = useTranslation()
  const playback = usePlayback()
  const voiceName = useVoiceName()(view)
  const { source, cacheRecord, fault, preferred, url } = view
  const playing = playback.isPlaying(source.id)
  const name = `${phoneme?.ipaSymbol ?? ''} ${voiceName}`
  return (
    <tr
      aria-rowindex={index + 2}
      data-source={source.id}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td data-column="phoneme">
        <a href={`#/compare/${source.phonemeId}`} className={styles.phoneme}>
          <Ipa symbol={phoneme?.ipaSymbol ?? '?'} size="row" />
        </a>
      </td>
      <td data-column="type">
        <SourceBadge type={source.sourceType} />
      </td>
      <td data-column="voice" title={source.voiceId}>
        {voiceName}
      </td>
      <td data-column="language">{source.language}</td>
      <td data-column="duration">{formatDuration(source.audioDurationSeconds)}</td>
      <td data-column="plays">{cacheRecord?.usageCount ?? 0}</td>
      <td data-column="created">
        <Day time={source.createdAt} />
      </td>
      <td data-column="expires">
        {source.cachedUntil === null ? t('catalog.never') : <Day time={source.cachedUntil} />}
      </td>
      <td data-column="state">
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
          <span className={styles.star} title={t('catalog.preferred')}>
            <span aria-hidden="true">★</span>
            <span className="visually-hidden">{t('catalog.preferred')}</span>
          </span>
        )}
      </td>
    </tr>
  )
}
