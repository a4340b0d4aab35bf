import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useStudio } from '../parts/studio-context.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { WorkArea } from '../ui/work-area.tsx'

/** Where work will go out to a server. Until there is one to go to, it says what waits. */
export function SyncRoom() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const status = useQuery(queries.studio.status.queryOptions())
  return (
    <WorkArea title={t('sync.title')}>
      <EmptyState title={t('sync.empty.title')} action={<a href="#/bundles">{t('sync.empty.bundle')}</a>}>
        <p>{t('sync.empty.text')}</p>
        {status.data && <p>{t('sync.waiting', { count: status.data.changesWaiting })}</p>}
      </EmptyState>
    </WorkArea>
  )
}
