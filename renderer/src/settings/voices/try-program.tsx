import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OwnProgram } from '#shared/contract/voices.ts'
import { runStream } from '../../api/run-stream.ts'
import { QueuePaused } from '../../parts/queue-paused.tsx'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { useFailureWords } from '../../parts/use-failure-words.ts'
import { usePhonemes } from '../../parts/use-phonemes.ts'
import { usePlayback } from '../../parts/use-playback.ts'
import { useVoices } from '../../parts/use-voices.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './voices.module.css'

/** Has the program say one word, and plays what it wrote. */
export function TryProgram({
  program,
}: {
  /** As the studio knows it; null while what stands here is not saved. */
  program: OwnProgram | null
}) {
  const { t } = useTranslation()
  const { connection } = useStudio()
  const queryClient = useQueryClient()
  const errorWords = useErrorWords()
  const failureWords = useFailureWords()
  const playback = usePlayback()
  const voiceId = useVoices()?.find(({ engine }) => engine === 'own')?.id
  const phoneme = (usePhonemes() ?? []).find(
    (row) => program !== null && row.phoneme.accents.includes(program.language),
  )?.phoneme
  const trying = useMutation({
    mutationFn: async (asked: { phonemeId: string; voiceId: string }) => {
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it fills the catalog, not an array
      const stream = await connection.client.generation.fill({
        phonemes: [asked.phonemeId],
        voices: [asked.voiceId],
        which: 'all',
        sourceType: 'generated',
        urgent: true,
      })
      const { failures, waiting } = await runStream(stream, () => undefined)
      const sources = await connection.client.sources.list({ phoneme: asked.phonemeId })
      const heard = sources.find(({ source, fault }) => source.voiceId === asked.voiceId && fault === null)
      return { failure: failures[0] ?? null, waits: waiting > 0, heard }
    },
    onSuccess({ failure, waits, heard }) {
      if (failure === null && !waits && heard?.url) void playback.playSource({ id: heard.source.id, url: heard.url })
    },
    onSettled: () => queryClient.invalidateQueries(),
  })
  const ready = program !== null && voiceId !== undefined && phoneme !== undefined
  const failure = trying.data?.failure
  return (
    <>
      <div>
        <ActionButton
          id="voices.try"
          label={t(trying.isPending ? 'voices.settings.trying' : 'voices.settings.try')}
          group={t('voices.settings.title')}
          chord="t"
          enabled={ready && !trying.isPending}
          whyNot={t('voices.settings.tryLater')}
          onAct={() => ready && trying.mutate({ phonemeId: phoneme.id, voiceId })}
        />
        {phoneme && <span className={styles.hint}> {t('voices.settings.tryHint', { word: phoneme.spokenText })}</span>}
      </div>
      {trying.isPending && <QueuePaused />}
      {trying.error && <Notice tone="bad">{errorWords(trying.error)}</Notice>}
      {failure && <Notice tone="bad">{t('voices.settings.tryFailed', { reason: failureWords(failure) })}</Notice>}
      {trying.data && failure === null && (
        <Notice tone={trying.data.waits ? 'look' : 'info'}>
          {trying.data.waits
            ? t('compare.sources.waits')
            : t('voices.settings.trySpoke', { word: phoneme?.spokenText ?? '' })}
        </Notice>
      )}
    </>
  )
}
