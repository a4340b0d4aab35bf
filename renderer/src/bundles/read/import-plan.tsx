import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportResult } from '#shared/contract/bundles.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { formatBytes } from '../../ui/format-bytes.ts'
import styles from '../bundles-room.module.css'
import type { Decisions } from '../decisions.ts'
import { openCount, undecided } from '../decisions.ts'
import { outcomeOf } from '../plan-rows.ts'
import { Conflicts } from './conflicts.tsx'
import { KindsTable } from './kinds-table.tsx'
import { Refused } from './refused.tsx'

/** What the bundle would bring; nothing is written before somebody says so. */
export function ImportPlan({ plan, onTake }: { plan: ImportResult; onTake: (decisions: Decisions) => void }) {
  const { t } = useTranslation()
  const [decisions, setDecisions] = useState(undecided)
  const { conflicts, newFiles, newBytes, refused } = plan
  const outcome = outcomeOf(plan)
  const open = openCount(conflicts, decisions)
  const whyNot =
    outcome === 'something' ? t('bundles.read.undecided', { count: open }) : t(`bundles.read.outcome.${outcome}`)
  return (
    <section className={styles.part} aria-labelledby="plan-title">
      <h2 id="plan-title" className={styles.resultTitle}>
        {t('bundles.read.planTitle')}
      </h2>
      <p>
        {outcome === 'something'
          ? t('bundles.read.newFiles', { count: newFiles, size: formatBytes(newBytes) })
          : t(`bundles.read.outcome.${outcome}`)}
      </p>
      <KindsTable result={plan} />
      <Refused refused={refused} />
      {conflicts.length > 0 && <Conflicts conflicts={conflicts} decisions={decisions} onDecide={setDecisions} />}
      <div className={styles.actions}>
        <ActionButton
          id="bundles.takeOver"
          label={t('bundles.read.takeOver')}
          group={t('bundles.title')}
          chord="Enter"
          tone="main"
          enabled={outcome === 'something' && open === 0}
          whyNot={whyNot}
          onAct={() => onTake(decisions)}
        />
        <output className={styles.step}>{open > 0 && t('bundles.read.undecided', { count: open })}</output>
      </div>
    </section>
  )
}
