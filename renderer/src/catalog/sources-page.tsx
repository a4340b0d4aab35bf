import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readPlace } from '../parts/rooms.ts'
import { useErrorWords } from '../parts/use-error-words.ts'
import { usePlace } from '../parts/use-place.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { WorkArea } from '../ui/work-area.tsx'
import { BulkActions } from './bulk-actions.tsx'
import { CatalogPages } from './catalog-pages.tsx'
import styles from './catalog-room.module.css'
import type { PickedSources } from './picked-sources.ts'
import { noSourcesPicked, pickSource, pickedAmong } from './picked-sources.ts'
import type { SourceFilter } from './source-filter.ts'
import { filterPath, isNarrowed, readFilter } from './source-filter.ts'
import { SourceFilters } from './source-filters.tsx'
import { SourceTable } from './source-table.tsx'
import { useSourceList } from './use-source-list.ts'

/** Beyond this the studio does not count. */
const mostCounted = 10_000

/** Every source there is, as a table that can be narrowed, ordered, and worked on. */
export function SourcesPage() {
  const { t } = useTranslation()
  const words = useErrorWords()
  const { place, go } = usePlace()
  const filter = readFilter(place)
  const path = filterPath(filter)
  const { list, state, all } = useSourceList(filter)
  const [ticked, setTicked] = useState<{ path: string; picked: PickedSources }>({ path, picked: noSourcesPicked })
  // What was ticked under another filter is not meant here.
  const picked = ticked.path === path ? ticked.picked : noSourcesPicked
  const narrowed = isNarrowed(filter)
  const total = (narrowed ? state.total : all) ?? 0
  const pick = (next: PickedSources) => setTicked({ path, picked: next })
  const change = (part: Partial<SourceFilter>, options?: { replace: boolean }) =>
    go(readPlace(filterPath({ ...filter, ...part })), options)
  const shown =
    narrowed && total > mostCounted
      ? t('catalog.manyOf', { shown: mostCounted, total: all ?? 0 })
      : t('catalog.nOf', { shown: total, total: all ?? 0 })

  return (
    <WorkArea
      wide
      title={t('catalog.title')}
      aside={
        <>
          <output className={styles.count}>{state.total !== null && shown}</output>
          <CatalogPages />
        </>
      }
    >
      <SourceFilters filter={filter} onChange={change} />
      {state.total !== null && (all ?? 0) > 0 && (
        // Siblings need keys of their own: alike, React would leave the former one standing.
        <BulkActions
          key={`acts ${path}`}
          filter={filter}
          rows={state.rows}
          total={total}
          picked={picked}
          onPick={pick}
        />
      )}
      {state.error !== null && (
        <Notice
          tone="bad"
          action={
            <a href={`#${path}`} onClick={() => list?.refresh()}>
              {t('catalog.again')}
            </a>
          }
        >
          {words(state.error)}
        </Notice>
      )}
      {all === 0 && state.total === 0 && (
        <EmptyState title={t('catalog.empty.title')} action={<a href="#/record">{t('catalog.empty.record')}</a>}>
          {t('catalog.empty.text')}
        </EmptyState>
      )}
      {(all ?? 0) > 0 && state.total === 0 && (
        <EmptyState
          title={t('catalog.noMatch.title')}
          action={
            <ActionButton
              id="catalog.clear"
              label={t('catalog.noMatch.clear')}
              group={t('catalog.title')}
              chord="c"
              onAct={() => go({ room: 'catalog', phonemeId: null })}
            />
          }
        >
          {t('catalog.noMatch.text')}
        </EmptyState>
      )}
      {list && state.rows.length > 0 && (
        <SourceTable
          key={`rows ${path}`}
          rows={state.rows}
          total={state.total ?? 0}
          whole={state.whole}
          sort={filter.sort}
          isPicked={(sourceId) => pickedAmong(picked, sourceId)}
          onNeed={list.need}
          onSort={(sort) => change({ sort })}
          onPick={(sourceId, range) => pick(pickSource(picked, state.rows, sourceId, range))}
        />
      )}
    </WorkArea>
  )
}
