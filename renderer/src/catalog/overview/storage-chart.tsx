import { useTranslation } from 'react-i18next'
import type { Slice } from '#shared/contract/analytics.ts'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import { useSpeakers } from '../../parts/use-speakers.ts'
import { useVoiceIdName } from '../../parts/use-voice-name.ts'
import { filterPath } from '../source-filter.ts'
import type { BarPart } from './bar-table.tsx'
import { BarTable } from './bar-table.tsx'
import styles from './overview.module.css'

/** The voices that take most room; hundreds of small ones would say nothing. */
const mostVoices = 12

/** How much room the files of each type, or of each voice, take. */
export function StorageChart({ by, slices }: { by: 'type' | 'voice'; slices: readonly Slice[] }) {
  const { t } = useTranslation()
  const voiceIdName = useVoiceIdName()
  const speakers = useSpeakers()
  const largest = slices.toSorted((a, b) => b.sizeMb - a.sizeMb || b.sources - a.sources)
  const shown = largest.slice(0, mostVoices)
  const most = Math.max(Number.MIN_VALUE, ...shown.map(({ sizeMb }) => sizeMb))
  const left = largest.length - shown.length
  const typeOf = (key: string) => sourceTypes.find((type) => type === key)
  const nameOf = (key: string) => {
    const type = typeOf(key)
    if (by === 'type' && type) return t(`source.type.${type}`)
    return speakers?.find(({ code }) => code === key)?.displayName ?? voiceIdName(key)
  }
  const tone = (key: string): BarPart['tone'] => (by === 'type' ? (typeOf(key) ?? 'plain') : 'plain')
  return (
    <BarTable
      title={t(`overview.storage.${by}`)}
      about={left > 0 && <p className={styles.about}>{t('overview.storage.more', { count: left })}</p>}
      columns={[t(`overview.storage.name.${by}`), t('overview.storage.sources'), t('overview.storage.size')]}
      rows={shown.map(({ key, sources, sizeMb }) => ({
        key,
        name: nameOf(key),
        path: filterPath(by === 'type' ? { sourceType: typeOf(key) ?? null } : { voiceId: key }),
        parts: [{ tone: tone(key), share: sizeMb / most }],
        figures: [t('overview.number', { value: sources }), t('overview.megabytes', { value: sizeMb })],
      }))}
    />
  )
}
