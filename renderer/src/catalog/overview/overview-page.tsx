import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Overview } from '#shared/contract/analytics.ts'
import { ExportButton } from '../../parts/export-button.tsx'
import { useMakeTts } from '../../parts/make-tts-context.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { CatalogPages } from '../catalog-pages.tsx'
import { CoverageChart } from './coverage-chart.tsx'
import { MonthChart } from './month-chart.tsx'
import styles from './overview.module.css'
import { PlaysChart } from './plays-chart.tsx'
import { StorageChart } from './storage-chart.tsx'
import { Totals } from './totals.tsx'

/** What the catalog amounts to; every bar leads to the sources that it counts. */
export function OverviewPage() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const overview = useQuery(queries.analytics.overview.queryOptions())
  return (
    <WorkArea
      title={t('overview.title')}
      aside={
        <>
          <ExportButton id="overview.export" group={t('overview.title')} choice={{ kind: 'all' }} />
          <CatalogPages />
        </>
      }
    >
      {overview.error && <Notice tone="bad">{words(overview.error)}</Notice>}
      {overview.data && <Charts overview={overview.data} />}
    </WorkArea>
  )
}

function Charts({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  const makeTts = useMakeTts()
  const isEmpty = overview.totals.total_cached === 0
  return (
    <>
      {isEmpty ? (
        <EmptyState
          title={t('overview.empty.title')}
          action={
            <ActionButton
              id="overview.makeTts"
              label={t('voices.make.open')}
              group={t('overview.title')}
              chord="t"
              onAct={() => makeTts({ kind: 'every phoneme' })}
            />
          }
        >
          {t('overview.empty.text')}
        </EmptyState>
      ) : (
        <Totals totals={overview.totals} />
      )}
      <div className={styles.charts}>
        <CoverageChart coverage={overview.coverage} />
        {!isEmpty && (
          <>
            <PlaysChart />
            <StorageChart by="type" slices={overview.byType} />
            <StorageChart by="voice" slices={overview.byVoice} />
            <MonthChart slices={overview.byMonth} />
          </>
        )}
      </div>
    </>
  )
}
