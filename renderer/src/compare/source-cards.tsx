import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { laneLetters } from './lane.tsx'
import { SourceCard } from './source-card.tsx'
import styles from './source-cards.module.css'

/** Every source of the phoneme: what is known of it, and what can be done with it. Those in no lane can be put into the active one. */
export function SourceCards({
  views,
  lanes,
  activeLane,
  onPut,
}: {
  views: readonly SourceView[]
  lanes: readonly SourceView[]
  activeLane: number
  onPut: (sourceId: string) => void
}) {
  const { t } = useTranslation()
  const others = views.filter(({ source }) => !lanes.some((lane) => lane.source.id === source.id))
  const place = (view: SourceView) => lanes.findIndex(({ source }) => source.id === view.source.id)
  return (
    <section className={styles.panel} aria-labelledby="sources-title">
      <h2 id="sources-title" className={styles.title}>
        {t('compare.sources.title')}
      </h2>
      <ul>
        {views.map((view) => {
          const lane = place(view)
          const other = others.indexOf(view)
          return (
            <SourceCard
              key={view.source.id}
              view={view}
              letter={laneLetters[lane] ?? null}
              active={lane === activeLane}
              put={
                lane >= 0
                  ? null
                  : {
                      letter: laneLetters[activeLane] ?? '',
                      // Lanes are 1 and 2; what may come into them goes on from there.
                      chord: other < 7 ? `Digit${other + 3}` : undefined,
                      act: () => onPut(view.source.id),
                    }
              }
            />
          )
        })}
      </ul>
    </section>
  )
}
