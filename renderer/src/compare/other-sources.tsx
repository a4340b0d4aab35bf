import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { SourceMark } from '../parts/source-mark.tsx'
import { useVoiceName } from '../parts/use-voice-name.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { formatDuration } from '../ui/format-duration.ts'
import { laneLetters } from './lane.tsx'
import styles from './other-sources.module.css'

/** The phoneme's sources that stand in no lane: each can be put into the active one. */
export function OtherSources({
  views,
  activeLane,
  onPut,
}: {
  views: readonly SourceView[]
  activeLane: number
  onPut: (sourceId: string) => void
}) {
  const { t } = useTranslation()
  const voiceName = useVoiceName()
  return (
    <section className={styles.panel} aria-labelledby="others-title">
      <h2 id="others-title" className={styles.title}>
        {t('compare.others.title')}
      </h2>
      <ul>
        {views.map(({ source, fault, ...view }, index) => (
          <li key={source.id} className={styles.row}>
            <SourceMark type={source.sourceType} />
            <span className={styles.name}>{voiceName({ source, ...view })}</span>
            <span className={styles.about}>
              {t(`source.type.${source.sourceType}`)} · {source.language} ·{' '}
              {formatDuration(source.audioDurationSeconds)}
              {source.context !== 'isolated' && ` · ${t(`context.${source.context}`)}`}
            </span>
            {fault !== null ? (
              <span className={styles.fault}>✕ {t(`fault.${fault as 'no file'}`, { defaultValue: fault })}</span>
            ) : (
              <ActionButton
                id={`compare.put.${source.id}`}
                label={t('compare.others.put', { letter: laneLetters[activeLane] ?? '' })}
                group={t('compare.title')}
                // Lanes are 1 and 2; what may come into them goes on from there.
                chord={index < 7 ? `Digit${index + 3}` : undefined}
                tone="quiet"
                onAct={() => onPut(source.id)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
