import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportResult } from '#shared/contract/bundles.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { formatBytes } from '../../ui/format-bytes.ts'
import styles from '../bundles-room.module.css'
import { outcomeOf } from '../plan-rows.ts'
import { KindsTable } from './kinds-table.tsx'
import { Refused } from './refused.tsx'

/** What came of taking a bundle over. */
export function ImportOutcome({ result }: { result: ImportResult }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const refused = outcomeOf(result) === 'refused'
  const title = t(refused ? 'bundles.read.outcome.refused' : 'bundles.read.taken')
  useEffect(() => announce(title), [announce, title])
  return (
    <section className={styles.part} aria-labelledby="outcome-title">
      <h2 id="outcome-title" className={styles.resultTitle} data-tone={refused ? 'bad' : 'good'}>
        <span aria-hidden="true">{refused ? '✕' : '✓'}</span> {title}
      </h2>
      {!refused && <p>{t('bundles.read.cameIn', { count: result.newFiles, size: formatBytes(result.newBytes) })}</p>}
      {!refused && <KindsTable result={result} />}
      <Refused refused={result.refused} />
      <p>
        <a href="#/catalog">{t('bundles.read.toCatalog')}</a>
      </p>
    </section>
  )
}
