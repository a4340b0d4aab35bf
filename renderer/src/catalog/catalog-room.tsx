import { usePlace } from '../parts/use-place.ts'
import { OverviewPage } from './overview/overview-page.tsx'
import { QueuePage } from './queue/queue-page.tsx'
import { SourcesPage } from './sources-page.tsx'

export function CatalogRoom() {
  const { place } = usePlace()
  if (place.phonemeId === 'overview') return <OverviewPage />
  if (place.phonemeId === 'queue') return <QueuePage />
  return <SourcesPage />
}
