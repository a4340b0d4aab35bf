import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { usePlace } from '../../parts/use-place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { useDraft } from './draft-context.tsx'
import styles from './record-home.module.css'
import { SittingRow } from './sitting-row.tsx'

const endedShown = 5

/** Where a speaker arrives: the sittings begun and not ended, and the way into a new one. */
export function RecordHome() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const { go } = usePlace()
  const { draft } = useDraft()
  const words = useErrorWords()
  const queryClient = useQueryClient()
  const list = useQuery(queries.sittings.list.queryOptions({ input: {} }))
  const status = useQuery(queries.studio.status.queryOptions())
  const setEnded = useMutation(
    queries.sittings.setEnded.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.sittings.key() }),
    }),
  )
  const sittings = list.data ?? []
  const open = sittings.filter(({ endedAt }) => endedAt === null)
  const ended = sittings.filter(({ endedAt }) => endedAt !== null).slice(0, endedShown)
  const salvaged = status.data?.salvagedTakes ?? 0
  const error = list.error ?? setEnded.error
  const start = (
    <ActionButton
      id="record.newSitting"
      label={draft.step === 'speaker' ? t('record.home.start') : t('record.home.resume')}
      group={t('record.title')}
      chord="n"
      tone="main"
      onAct={() => go({ room: 'record', phonemeId: 'sitting' })}
    />
  )

  return (
    <WorkArea title={t('record.title')} aside={sittings.length > 0 ? start : undefined}>
      {error && <Notice tone="bad">{words(error)}</Notice>}
      {salvaged > 0 && (
        <Notice tone="look" action={<a href="#/record/salvaged">{t('record.home.listen')}</a>}>
          {t('record.home.salvaged', { count: salvaged })}
        </Notice>
      )}
      {list.data && sittings.length === 0 && (
        <EmptyState title={t('record.home.none')} action={start}>
          {t('record.home.noneText')}
        </EmptyState>
      )}
      {open.length > 0 && (
        <section className={styles.sittings} aria-labelledby="open-title">
          <h2 id="open-title">{t('record.home.open')}</h2>
          <ul>
            {open.map((sitting, index) => (
              <SittingRow
                key={sitting.id}
                sitting={sitting}
                number={index + 1}
                onSetEnded={(sittingEnded) => setEnded.mutate({ sittingId: sitting.id, ended: sittingEnded })}
              />
            ))}
          </ul>
        </section>
      )}
      {ended.length > 0 && (
        <section className={styles.sittings} aria-labelledby="ended-title">
          <h2 id="ended-title">{t('record.home.ended')}</h2>
          <ul>
            {ended.map((sitting, index) => (
              <SittingRow
                key={sitting.id}
                sitting={sitting}
                number={open.length + index + 1}
                onSetEnded={(sittingEnded) => setEnded.mutate({ sittingId: sitting.id, ended: sittingEnded })}
              />
            ))}
          </ul>
        </section>
      )}
      <p className={styles.one}>{t('record.home.one')}</p>
    </WorkArea>
  )
}
