import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Ipa } from '../../parts/ipa.tsx'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { useVoiceName } from '../../parts/use-voice-name.ts'
import { Notice } from '../../ui/notice.tsx'
import { filterPath } from '../source-filter.ts'
import { BarTable } from './bar-table.tsx'
import styles from './overview.module.css'

const top = 10

/** The sources heard most. */
export function PlaysChart() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const voiceName = useVoiceName()
  const { data, error } = useQuery(queries.analytics.mostPlayed.queryOptions({ input: { top } }))
  if (error) return <Notice tone="bad">{words(error)}</Notice>
  if (data === undefined) return null
  const most = Math.max(1, ...data.sources.map(({ cacheRecord }) => cacheRecord.usageCount))
  if (data.sources.length === 0)
    return (
      <section className={styles.chart}>
        <h2 className={styles.title}>{t('overview.plays.title')}</h2>
        <p className={styles.about}>{t('overview.plays.none')}</p>
      </section>
    )
  return (
    <BarTable
      title={t('overview.plays.title')}
      columns={[t('overview.plays.source'), t('overview.plays.plays')]}
      rows={data.sources.map(({ source, cacheRecord, ipaSymbol, voiceName: name }) => ({
        key: source.id,
        name: (
          <>
            <Ipa symbol={ipaSymbol} /> {voiceName({ source, voiceName: name })}
          </>
        ),
        path: filterPath({ phonemeId: source.phonemeId, voiceId: source.voiceId, sourceType: source.sourceType }),
        parts: [{ tone: source.sourceType, share: cacheRecord.usageCount / most }],
        figures: [t('overview.number', { value: cacheRecord.usageCount })],
      }))}
    />
  )
}
