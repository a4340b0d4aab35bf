import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import type { Speaker } from '#shared/entities/speaker.ts'
import { studioErrorData } from '../api/declared-error.ts'
import { ConsentDialog } from '../parts/consent-dialog.tsx'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { usePlayback } from '../parts/use-playback.ts'
import { useSpeakers } from '../parts/use-speakers.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { useAnnounce } from '../ui/announcer.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './take-actions.module.css'

/** What can be done with the chosen take: each by its key. */
export function TakeActions({ view, enabled }: { view: TakeView; enabled: boolean }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const queryClient = useQueryClient()
  const words = useErrorWords()
  const announce = useAnnounce()
  const playback = usePlayback()
  const speakers = useSpeakers()
  const [consenting, setConsenting] = useState<Speaker | null>(null)
  const { take, publishedSourceId, url } = view
  const group = t('record.takes.group')
  const playing = playback.isPlaying(take.id)

  const lookAgain = () => void queryClient.invalidateQueries()
  const verdict = useMutation(queries.takes.setVerdict.mutationOptions({ onSuccess: lookAgain }))
  const publish = useMutation(
    queries.takes.publish.mutationOptions({
      onSuccess: () => {
        announce(t('record.takes.published'))
        lookAgain()
      },
    }),
  )
  const { reset: forgetPublish } = publish

  const error = publish.error ?? verdict.error
  const missing = studioErrorData(error, 'CONSENT_MISSING')
  const withoutConsent = speakers?.find(({ id }) => id === missing?.speakerId)

  return (
    <div className={styles.area}>
      <fieldset className={styles.actions} aria-label={group}>
        <ActionButton
          id="take.play"
          label={playing ? t('playback.stop') : t('record.takes.playAction')}
          group={group}
          chord="p"
          enabled={enabled}
          onAct={() => {
            if (playing) playback.stop()
            else void playback.playTake({ id: take.id, url })
          }}
        />
        <ActionButton
          id="take.keep"
          label={t('verdict.keep')}
          pressed={take.verdict === 'kept'}
          group={group}
          chord="k"
          enabled={enabled}
          onAct={() => verdict.mutate({ takeId: take.id, verdict: take.verdict === 'kept' ? 'new' : 'kept' })}
        />
        <ActionButton
          id="take.reject"
          label={t('verdict.reject')}
          pressed={take.verdict === 'rejected'}
          group={group}
          chord="Delete"
          enabled={enabled}
          onAct={() => verdict.mutate({ takeId: take.id, verdict: take.verdict === 'rejected' ? 'new' : 'rejected' })}
        />
        <ActionButton
          id="take.publish"
          label={publishedSourceId === null ? t('record.takes.publish') : t('record.takes.publishAgain')}
          group={group}
          chord="u"
          tone={publishedSourceId === null ? 'main' : 'plain'}
          enabled={enabled && !publish.isPending}
          onAct={() => publish.mutate({ takeId: take.id })}
        />
      </fieldset>
      {error && (
        <Notice
          tone="bad"
          action={
            withoutConsent && (
              <ActionButton
                id="take.consent"
                label={t('consent.give')}
                group={group}
                onAct={() => setConsenting(withoutConsent)}
              />
            )
          }
        >
          {words(error)}
        </Notice>
      )}
      <ConsentDialog
        speaker={consenting}
        onClose={() => {
          setConsenting(null)
          forgetPublish()
        }}
      />
    </div>
  )
}
