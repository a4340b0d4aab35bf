import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { Notice } from '../../ui/notice.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { VoicesEditor } from './voices-editor.tsx'

/** How machine voices speak, and how long their clips are kept. */
export function VoicesPage() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const settings = useQuery(queries.speech.settings.queryOptions())
  if (settings.data) return <VoicesEditor standing={settings.data} />
  return (
    <WorkArea title={t('voices.settings.title')}>
      {settings.error && <Notice tone="bad">{words(settings.error)}</Notice>}
    </WorkArea>
  )
}
