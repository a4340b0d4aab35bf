import { useTranslation } from 'react-i18next'
import type { BundleFaultView } from '#shared/contract/bundles.ts'
import { LongList } from '../../ui/long-list.tsx'
import styles from '../bundles-room.module.css'

/** What is wrong with a bundle, as text: whoever made the file chose its names. */
export function FaultList({ faults, count }: { faults: readonly BundleFaultView[]; count: number }) {
  const { t } = useTranslation()
  return (
    <section className={styles.part} aria-label={t('bundles.read.faults', { count })}>
      <h3>{t('bundles.read.faults', { count })}</h3>
      {count > faults.length && <p className={styles.step}>{t('bundles.read.firstOf', { count: faults.length })}</p>}
      <LongList items={faults} className={styles.list} more={(rest) => t('bundles.more', { count: rest })}>
        {({ path, sentence }, index) => (
          // The same fault may be told twice; none of them ever moves.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            {path !== null && (
              <code className={styles.path}>
                <bdi>{path}</bdi>
              </code>
            )}
            <bdi>{sentence}</bdi>
          </li>
        )}
      </LongList>
    </section>
  )
}
