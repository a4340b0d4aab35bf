import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import { verdictShapes } from '../take-check.tsx'
import { isUnchecked } from '../use-take-figures.ts'
import styles from './take-card.module.css'

/** What is to be said of a take in a word each: how good it is, why not better, and what became of it. */
export function TakeSigns({
  view: { take, publishedSourceId },
  best,
  failed,
}: {
  view: TakeView
  best: 'proposed' | 'chosen' | null
  /** It would not play. */
  failed: boolean
}) {
  const { t } = useTranslation()
  const { checked, verdict, salvaged } = take
  const found = (checked?.findings ?? []).filter(({ severity }) => severity !== 'note')
  return (
    <>
      {best && (
        <span className={styles.sign} data-tone="best">
          {best === 'chosen' ? '★' : '☆'} {t(`review.sign.${best}`)}
        </span>
      )}
      {checked ? (
        <span className={styles.sign} data-tone={checked.verdict}>
          {verdictShapes[checked.verdict]} {t(`check.${checked.verdict}`)}
        </span>
      ) : (
        <span className={styles.sign}>{t('review.sign.unchecked')}</span>
      )}
      {found.length > 0 && (
        <span className={styles.found}>{found.map(({ code }) => t(`review.short.${code}`)).join(', ')}</span>
      )}
      {checked && isUnchecked(checked) && <span className={styles.found}>{t('review.short.UNCHECKED')}</span>}
      {verdict === 'kept' && publishedSourceId === null && (
        <span className={styles.sign} data-tone="good">
          ✓ {t('verdict.kept')}
        </span>
      )}
      {verdict === 'rejected' && (
        <span className={styles.sign} data-tone="bad">
          ✕ {t('verdict.rejected')}
        </span>
      )}
      {publishedSourceId !== null && (
        <span className={styles.sign} data-tone="native">
          ● {t('record.takes.published')}
        </span>
      )}
      {salvaged && (
        <span className={styles.sign} data-tone="look">
          ▲ {t('record.takes.salvaged')}
        </span>
      )}
      {failed && (
        <span className={styles.sign} data-tone="bad">
          ✕ {t('playback.failed')}
        </span>
      )}
    </>
  )
}
