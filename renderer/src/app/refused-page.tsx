import { useTranslation } from 'react-i18next'
import type { Refusal } from '../api/door.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import styles from './refused-page.module.css'

/** The studio does not know this window: what the person can do about it. */
export function RefusedPage({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation()
  return (
    <main className={styles.page}>
      <EmptyState wholePage title={t(`refused.${refusal}.title`)}>
        {t(`refused.${refusal}.text`)}
      </EmptyState>
    </main>
  )
}
