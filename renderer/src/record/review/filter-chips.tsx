import { useTranslation } from 'react-i18next'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import styles from './filter-chips.module.css'
import { countGroups, isIn, reviewFilters } from './review-groups.ts'
import type { ReviewFilter } from './review-groups.ts'

/** How far the sitting is, and which of its groups are shown. */
export function FilterChips({
  groups,
  filter,
  onFilter,
}: {
  groups: readonly ReviewGroup[]
  filter: ReviewFilter
  onFilter: (filter: ReviewFilter) => void
}) {
  const { t } = useTranslation()
  const counts = countGroups(groups)
  return (
    <div className={styles.bar}>
      <fieldset className={styles.chips} aria-label={t('review.filters')}>
        {reviewFilters.map((each) => (
          <button
            key={each}
            type="button"
            className={styles.chip}
            aria-pressed={each === filter}
            onClick={() => onFilter(each)}
          >
            {t(`review.filter.${each}`)}
            <span className={styles.count}>{groups.filter((group) => isIn(group, each)).length}</span>
          </button>
        ))}
      </fieldset>
      <p className={styles.counts}>
        {(['groups', 'best', 'chosen', 'missing', 'published'] as const)
          .map((what) => t(`review.count.${what}`, { count: counts[what] }))
          .join(' · ')}
      </p>
    </div>
  )
}
