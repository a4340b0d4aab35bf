import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { formatDate } from '../ui/format-date.ts'
import styles from './ladder.module.css'

/** Who set the preferred source, when and why; nothing where none is set. */
export function EditorsChoice({ phoneme: { id, preferredAudioSourceId } }: { phoneme: Phoneme }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const { data: choice, error } = useQuery(
    queries.sources.choice.queryOptions({ input: { phoneme: id }, enabled: preferredAudioSourceId !== null }),
  )
  if (preferredAudioSourceId === null) return null
  if (error) return <span className={styles.choice}>{words(error)}</span>
  if (!choice) return null
  const { decidedBy: name, decidedAt, reason, sourceId } = choice
  const date = formatDate(decidedAt)
  return (
    <span className={styles.choice}>
      {reason ? t('compare.ladder.choiceBecause', { name, date, reason }) : t('compare.ladder.choice', { name, date })}
      {sourceId !== preferredAudioSourceId && ` ${t('compare.ladder.choiceReplaced')}`}
    </span>
  )
}
