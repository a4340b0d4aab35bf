import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { usePlace } from '../../parts/use-place.ts'
import { useQueueState } from '../../parts/use-queue-state.ts'
import { Chips } from '../../ui/chips.tsx'
import { Notice } from '../../ui/notice.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { CatalogPages } from '../catalog-pages.tsx'
import { keepPicked, nothingPicked, pickRow } from '../picked-rows.ts'
import { JobTable } from './job-table.tsx'
import { NoJobs } from './no-jobs.tsx'
import { QueueActions } from './queue-actions.tsx'
import styles from './queue-page.module.css'
import { useQueueActs } from './use-queue-acts.ts'

/** The newest so many are listed; the counts tell of all. */
export const mostListed = 1000

const filters = ['all', 'waiting', 'running', 'failed', 'done', 'cancelled'] as const

/** Every clip that was asked for: what waits, what is being made, what failed and why. */
export function QueuePage() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const { place, go } = usePlace()
  const filter = filters.find((each) => each === place.detail) ?? 'all'
  const state = filter === 'all' ? undefined : filter
  const queue = useQueueState()
  const jobs = useQuery(queries.queue.list.queryOptions({ input: { ...(state && { state }), limit: mostListed } }))
  const [ticked, setTicked] = useState(nothingPicked)
  const acts = useQueueActs()
  const rows = jobs.data ?? []
  const ids = rows.map(({ id }) => id)
  const picked = keepPicked(ticked, ids)
  const error = acts.error ?? jobs.error
  const counts: Partial<Record<(typeof filters)[number], number | undefined>> = {
    waiting: queue?.waiting,
    running: queue?.running,
    failed: queue?.failed,
  }
  const show = (next: (typeof filters)[number]) => {
    setTicked(nothingPicked)
    go({ room: 'catalog', phonemeId: 'queue', ...(next !== 'all' && { detail: next }) })
  }

  return (
    <WorkArea wide title={t('queue.title')} aside={<CatalogPages />}>
      <div className={styles.bar}>
        <Chips
          label={t('queue.filters')}
          value={filter}
          chips={filters.map((value) => ({ value, label: t(`queue.filter.${value}`), count: counts[value] }))}
          onChoose={show}
        />
        <QueueActions
          queue={queue}
          picked={rows.filter(({ id }) => picked.ids.has(id))}
          acts={acts}
          onActed={() => setTicked(nothingPicked)}
        />
      </div>
      {queue?.paused && <Notice tone="look">{t('queue.isPaused')}</Notice>}
      {error && <Notice tone="bad">{words(error)}</Notice>}
      {rows.length >= mostListed && <p className={styles.most}>{t('queue.newest', { count: mostListed })}</p>}
      {jobs.data && rows.length === 0 && <NoJobs filter={filter} onAll={() => show('all')} />}
      {rows.length > 0 && (
        <JobTable
          jobs={rows}
          picked={picked.ids}
          acts={acts}
          onPick={(id, range) => setTicked(pickRow(picked, ids, id, { range }))}
          onPickAll={(all) => setTicked(all ? { ids: new Set(ids), anchor: null } : nothingPicked)}
        />
      )}
    </WorkArea>
  )
}
