import { useTranslation } from 'react-i18next'
import type { ChoiceConflict } from '#shared/contract/bundles.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { LongList } from '../../ui/long-list.tsx'
import styles from '../bundles-room.module.css'
import type { Decisions } from '../decisions.ts'
import { decideAll, decideOne, preferWays, sideOf } from '../decisions.ts'
import { ConflictRow } from './conflict-row.tsx'

const chords = { mine: 'm', theirs: 't', newer: 'n' } as const

/** Two people chose differently: for each phoneme both choices, and one word for all. */
export function Conflicts({
  conflicts,
  decisions,
  onDecide,
}: {
  conflicts: readonly ChoiceConflict[]
  decisions: Decisions
  onDecide: (decisions: Decisions) => void
}) {
  const { t } = useTranslation()
  return (
    <section className={styles.part} aria-labelledby="conflicts-title">
      <h3 id="conflicts-title">{t('bundles.read.conflicts', { count: conflicts.length })}</h3>
      <p>{t('bundles.read.conflictsText')}</p>
      <fieldset className={styles.actions} aria-label={t('bundles.read.forAll')}>
        {preferWays.map((way) => (
          <ActionButton
            key={way}
            id={`bundles.prefer.${way}`}
            label={t(`bundles.read.prefer.${way}`)}
            group={t('bundles.title')}
            chord={chords[way]}
            pressed={decisions.everywhere === way && Object.keys(decisions.each).length === 0}
            onAct={() => onDecide(decideAll(way))}
          />
        ))}
      </fieldset>
      <LongList items={conflicts} className={styles.conflicts} more={(count) => t('bundles.more', { count })}>
        {(conflict) => (
          <ConflictRow
            key={conflict.phonemeId}
            conflict={conflict}
            side={sideOf(conflict, decisions)}
            onDecide={(side) => onDecide(decideOne(decisions, conflict.phonemeId, side))}
          />
        )}
      </LongList>
    </section>
  )
}
