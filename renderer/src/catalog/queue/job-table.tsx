import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '#shared/contract/voices.ts'
import { JobRow } from './job-row.tsx'
import styles from './job-table.module.css'
import type { QueueActs } from './use-queue-acts.ts'

const columns = ['phoneme', 'voice', 'kind', 'state', 'reason', 'asked'] as const

/** The jobs under one another; a row is as high as its reason needs. */
export function JobTable({
  jobs,
  picked,
  acts,
  onPick,
  onPickAll,
}: {
  jobs: readonly JobView[]
  picked: ReadonlySet<string>
  acts: QueueActs
  onPick: (jobId: string, range: boolean) => void
  onPickAll: (all: boolean) => void
}) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  // Its answers change without its identity changing: nothing here may be memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 2.25 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    overscan: 12,
    getItemKey: (index) => jobs[index]?.id ?? index,
  })
  const all = jobs.every(({ id }) => picked.has(id))

  return (
    // A scrolling region must be reachable with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('queue.table')}>
      <table aria-label={t('queue.table')} aria-rowcount={jobs.length + 1} className={styles.table}>
        <thead className={styles.top}>
          <tr aria-rowindex={1} className={styles.head}>
            <td>
              <Checkbox
                size="xs"
                aria-label={t('queue.pickAll')}
                checked={all}
                indeterminate={!all && picked.size > 0}
                onChange={(event) => onPickAll(event.currentTarget.checked)}
              />
            </td>
            {columns.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`queue.column.${column}`)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('queue.column.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody className={styles.body} style={{ blockSize: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const job = jobs[index]
            return (
              job && (
                <JobRow
                  key={key}
                  job={job}
                  index={index}
                  top={start}
                  measure={virtual.measureElement}
                  picked={picked.has(job.id)}
                  acts={acts}
                  onPick={(range) => onPick(job.id, range)}
                />
              )
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
