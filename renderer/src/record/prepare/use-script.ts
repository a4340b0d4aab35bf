import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Script } from '#shared/entities/script/script.ts'
import { studioErrorData } from '../../api/declared-error.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { usePhonemes } from '../../parts/use-phonemes.ts'
import { formatDate } from '../../ui/format-date.ts'
import { chosenPhonemeIds } from './choose-phonemes.ts'
import { useDraft } from './draft-context.tsx'
import { useSpeakerAccent } from './use-speaker-accent.ts'

export interface AskedScript {
  /** Named; null while nothing is chosen, or it is being looked up. */
  script: Script | null
  /** What is missing before there can be one. */
  lacks: 'phonemes' | 'contexts' | 'prompts' | null
  /** Without spaces at its ends; empty where the person emptied it. */
  title: string
  error: Error | null
}

/** The script that the draft asks for: of the file that was opened, or built from what is chosen. */
export function useScript(): AskedScript {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const { draft } = useDraft()
  const rows = usePhonemes()
  const { choice, opened } = draft
  const phonemes = chosenPhonemeIds(choice, rows ?? [], useSpeakerAccent())
  const title = (draft.title ?? t('record.prepare.script.defaultTitle', { date: formatDate(draft.begunAt) })).trim()
  const lacks = opened
    ? null
    : phonemes.length === 0 && rows
      ? 'phonemes'
      : choice.contexts.length === 0
        ? 'contexts'
        : null
  const built = useQuery(
    queries.scripts.build.queryOptions({
      input: {
        // Named when it is started: a letter typed into its title need not build it again.
        title: '–',
        phonemes,
        contexts: [...choice.contexts].toSorted(),
        promptsEach: choice.promptsEach,
        takes: choice.takes,
        order: choice.order,
      },
      enabled: opened === null && lacks === null && phonemes.length > 0,
      placeholderData: keepPreviousData,
    }),
  )
  const found = opened ? opened.script : lacks === null ? (built.data ?? null) : null
  const none = studioErrorData(built.error, 'WRONG_VALUE')?.field === 'phonemes'
  return {
    script: found === null ? null : { ...found, title },
    lacks: lacks ?? (opened === null && none ? 'prompts' : null),
    title,
    error: opened || none ? null : built.error,
  }
}
