import { useTranslation } from 'react-i18next'
import type { Overview } from '#shared/contract/analytics.ts'
import { filterPath } from '../source-filter.ts'
import { BarTable } from './bar-table.tsx'
import styles from './overview.module.css'

const legend = ['native', 'tts', 'none'] as const

/** How many phonemes of each category have a native recording, another file, or nothing. */
export function CoverageChart({ coverage }: { coverage: Overview['coverage'] }) {
  const { t } = useTranslation()
  const number = (value: number) => t('overview.number', { value })
  const most = Math.max(1, ...coverage.map(({ phonemes }) => phonemes))
  return (
    <BarTable
      wide
      title={t('overview.coverage.title')}
      about={
        <ul className={styles.legend} aria-hidden="true">
          {legend.map((tone) => (
            <li key={tone}>
              <span className={styles.swatch} data-tone={tone} />
              {t(`overview.coverage.${tone}`)}
            </li>
          ))}
        </ul>
      }
      columns={[
        t('overview.coverage.category'),
        t('overview.coverage.native'),
        t('overview.coverage.tts'),
        t('overview.coverage.none'),
      ]}
      rows={coverage.map(({ categoryId, name, phonemes, withNative, withFile }) => ({
        key: categoryId,
        name,
        path: filterPath({ categoryId }),
        parts: [
          { tone: 'native', share: withNative / most },
          { tone: 'tts', share: (withFile - withNative) / most },
          { tone: 'none', share: (phonemes - withFile) / most },
        ],
        figures: [number(withNative), number(withFile - withNative), number(phonemes - withFile)],
      }))}
    />
  )
}
