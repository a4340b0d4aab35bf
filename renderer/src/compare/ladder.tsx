import { useTranslation } from 'react-i18next'
import type { PhonemeRow, SourceView } from '#shared/contract/studio.ts'
import type { LadderStep } from '#shared/entities/resolve.ts'
import { useVoiceName } from '../parts/use-voice-name.ts'
import { formatDate } from '../ui/format-date.ts'
import styles from './ladder.module.css'

/** What the rule picks and why: each rung it tried, in words. */
export function Ladder({ row, sources }: { row: PhonemeRow; sources: readonly SourceView[] }) {
  const { t } = useTranslation()
  const { resolution } = row
  const voiceName = useVoiceName()
  const nameOf = (sourceId: string | null) => {
    const view = sources.find(({ source }) => source.id === sourceId)
    return view === undefined ? t('compare.ladder.aSource') : voiceName(view)
  }

  const why = ({ rung, sourceId, passedOver }: LadderStep): string => {
    if (passedOver === null) {
      return t(`compare.ladder.picked.${rung}`, { name: nameOf(sourceId), text: resolution.spokenText ?? '' })
    }
    const name = nameOf(sourceId)
    switch (passedOver.reason) {
      case 'none':
        return t(`compare.ladder.none.${rung}`)
      case 'fault':
        return t('compare.ladder.fault', { name, fault: t(`fault.${passedOver.fault}`) })
      case 'expired':
        return t('compare.ladder.expired', { name, date: formatDate(passedOver.cachedUntil) })
      case 'of another phoneme':
        return t('compare.ladder.another', { name })
      case 'an example':
        return t('compare.ladder.example', { name })
      default:
        return t('compare.ladder.missing')
    }
  }

  return (
    <section className={styles.panel} aria-labelledby="ladder-title">
      <h2 id="ladder-title" className={styles.title}>
        {t('compare.ladder.title')}
      </h2>
      <ol className={styles.rungs}>
        {resolution.ladder.map((step, index) => (
          <li
            key={`${step.rung}-${step.sourceId ?? index}`}
            className={styles.rung}
            data-picked={step.passedOver === null || undefined}
          >
            <span className={styles.sign} aria-hidden="true">
              {step.passedOver === null ? '✓' : '–'}
            </span>
            <span className={styles.name}>{t(`compare.ladder.rung.${step.rung}`)}</span>
            <span className={styles.why}>{why(step)}</span>
          </li>
        ))}
      </ol>
      {resolution.wantsFresh && <p className={styles.fresh}>{t('compare.ladder.wantsFresh')}</p>}
    </section>
  )
}
