import { useTranslation } from 'react-i18next'
import type { PhonemeRow, SourceView } from '#shared/contract/studio.ts'
import type { LadderStep } from '#shared/entities/resolve.ts'
import { useVoiceName } from '../parts/use-voice-name.ts'
import { formatDate } from '../ui/format-date.ts'
import { EditorsChoice } from './editors-choice.tsx'
import { FreshClip } from './fresh-clip.tsx'
import styles from './ladder.module.css'
import { LookAgain } from './look-again.tsx'
import { wholeLadder } from './whole-ladder.ts'

/** What the rule picks and why: every rung, and the reason for each that was passed over. */
export function Ladder({ row, sources }: { row: PhonemeRow; sources: readonly SourceView[] }) {
  const { t } = useTranslation()
  const { resolution, phoneme } = row
  const why = useWhy(row, sources)
  const sign = (steps: readonly LadderStep[]) => {
    if (steps.length === 0) return '·'
    return steps.some(({ passedOver }) => passedOver === null) ? '✓' : '–'
  }

  return (
    <section className={styles.panel} aria-labelledby="ladder-title">
      <div className={styles.head}>
        <h2 id="ladder-title" className={styles.title}>
          {t('compare.ladder.title')}
        </h2>
        <LookAgain phonemeId={phoneme.id} />
      </div>
      {resolution.wantsFresh && <FreshClip phonemeId={phoneme.id} />}
      <ol className={styles.rungs}>
        {wholeLadder(resolution.ladder).map(({ rung, steps }) => (
          <li
            key={rung}
            className={styles.rung}
            data-picked={steps.some(({ passedOver }) => passedOver === null) || undefined}
            data-reached={steps.length > 0 || undefined}
          >
            <span className={styles.sign} aria-hidden="true">
              {sign(steps)}
            </span>
            <span className={styles.name}>{t(`compare.ladder.rung.${rung}`)}</span>
            <span className={styles.why}>
              {steps.length === 0
                ? t('compare.ladder.notReached')
                : steps.map((step, at) => (
                    // A rung without a source has one step; else each is its source's.
                    <span key={step.sourceId ?? at} className={styles.step}>
                      {why(step)}
                    </span>
                  ))}
              {rung === 'preferred' && <EditorsChoice phoneme={phoneme} />}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function useWhy({ resolution }: PhonemeRow, sources: readonly SourceView[]): (step: LadderStep) => string {
  const { t } = useTranslation()
  const voiceName = useVoiceName()
  const nameOf = (sourceId: string | null) => {
    const view = sources.find(({ source }) => source.id === sourceId)
    return view === undefined ? t('compare.ladder.aSource') : voiceName(view)
  }
  return ({ rung, sourceId, passedOver }) => {
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
}
