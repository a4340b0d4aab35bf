import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { Notice } from '../../ui/notice.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { LimitsEditor } from './limits-editor.tsx'

/** The bars that new takes are held against. */
export function LimitsPage() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const settings = useQuery(queries.settings.get.queryOptions())
  if (settings.data) return <LimitsEditor settings={settings.data} />
  return (
    <WorkArea title={t('settings.limits.title')}>
      {settings.error && <Notice tone="bad">{words(settings.error)}</Notice>}
    </WorkArea>
  )
}
