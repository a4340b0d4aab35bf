import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { QueuePaused } from '../parts/queue-paused.tsx'
import { SourceMark } from '../parts/source-mark.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { useFailureWords } from '../parts/use-failure-words.ts'
import { useVoiceName } from '../parts/use-voice-name.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { formatDuration } from '../ui/format-duration.ts'
import { Notice } from '../ui/notice.tsx'
import { SourceFacts } from './source-facts.tsx'
import styles from './source-cards.module.css'
import { keptDays, useClipActions } from './use-clip-actions.ts'

export interface PutInLane {
  letter: string
  chord: string | undefined
  act: () => void
}

/** One source: what is known of it, and what can be done with it. The active lane's card has the keys. */
export function SourceCard({
  view,
  letter,
  active,
  put,
}: {
  view: SourceView
  /** Of the lane that it stands in. */
  letter: string | null
  active: boolean
  put: PutInLane | null
}) {
  const { t } = useTranslation()
  const words = useErrorWords()
  const failureWords = useFailureWords()
  const { source, fault, preferred } = view
  const name = useVoiceName()(view)
  const group = t('compare.title')
  const { keep, again } = useClipActions(view)
  const error = keep.error ?? again.error
  const [failure] = again.data?.failures ?? []

  return (
    <li
      className={styles.card}
      aria-label={t('compare.sources.card', { name, type: t(`source.type.${source.sourceType}`) })}
    >
      <div className={styles.head}>
        <SourceMark type={source.sourceType} />
        <span className={styles.name}>{name}</span>
        <span className={styles.about}>
          {t(`source.type.${source.sourceType}`)} · {source.language} · {formatDuration(source.audioDurationSeconds)}
          {source.context !== 'isolated' && ` · ${t(`context.${source.context}`)}`}
        </span>
        {preferred && <span className={styles.preferred}>★ {t('compare.preferred')}</span>}
        {letter !== null && <span className={styles.about}>{t('compare.sources.inLane', { letter })}</span>}
        {fault !== null && (
          <span className={styles.fault}>✕ {t(`fault.${fault as 'no file'}`, { defaultValue: fault })}</span>
        )}
      </div>
      <div className={styles.actions}>
        {put !== null && fault === null && (
          <ActionButton
            id={`compare.put.${source.id}`}
            label={t('compare.sources.put', { letter: put.letter })}
            group={group}
            chord={put.chord}
            tone="quiet"
            onAct={put.act}
          />
        )}
        {source.sourceType !== 'native' && (
          <>
            <ActionButton
              id={`compare.keep.${source.id}`}
              label={t('compare.sources.keep', { count: keptDays })}
              group={group}
              chord={active ? 'k' : undefined}
              tone="quiet"
              enabled={!keep.isPending}
              onAct={() => keep.mutate({ sourceId: source.id, days: keptDays })}
            />
            <ActionButton
              id={`compare.again.${source.id}`}
              label={t(again.isPending ? 'compare.generating' : 'compare.sources.again')}
              group={group}
              chord={active ? 'm' : undefined}
              tone="quiet"
              enabled={!again.isPending}
              onAct={() => again.mutate()}
            />
          </>
        )}
      </div>
      <SourceFacts view={view} />
      {again.isPending && <QueuePaused />}
      {error && <Notice tone="bad">{words(error)}</Notice>}
      {failure && <Notice tone="bad">{t('compare.sources.againFailed', { reason: failureWords(failure) })}</Notice>}
      {again.data !== undefined && again.data.waiting > 0 && <Notice tone="look">{t('compare.sources.waits')}</Notice>}
      {again.data?.kept === 1 && <Notice tone="info">{t('compare.sources.same')}</Notice>}
    </li>
  )
}
