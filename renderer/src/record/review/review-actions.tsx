import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Sitting } from '#shared/entities/sitting.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { usePlace } from '../../parts/use-place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Notice } from '../../ui/notice.tsx'

/** What belongs to the whole sitting. */
export function ReviewActions({
  sitting,
  due,
  publishing,
  trimming,
  onPublish,
}: {
  sitting: Sitting | undefined
  /** Groups whose best take is not published yet. */
  due: number
  publishing: boolean
  /** Escape closes the marks first. */
  trimming: boolean
  onPublish: () => void
}) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const queryClient = useQueryClient()
  const { go } = usePlace()
  const words = useErrorWords()
  const announce = useAnnounce()
  const group = t('review.title')
  const ended = sitting ? sitting.endedAt !== null : false
  const setEnded = useMutation(
    queries.sittings.setEnded.mutationOptions({
      onSuccess: (next) => {
        queryClient.setQueryData(queries.sittings.get.queryKey({ input: { sittingId: next.id } }), next)
        announce(next.endedAt === null ? t('review.isOpen') : t('review.isEnded'))
      },
    }),
  )

  return (
    <>
      <ActionButton
        id="review.back"
        label={t('review.back')}
        group={group}
        chord={trimming ? undefined : 'Escape'}
        tone="quiet"
        onAct={() => go({ room: 'record', phonemeId: null })}
      />
      <ActionButton
        id="review.end"
        label={ended ? t('review.reopen') : t('review.end')}
        group={group}
        chord="Shift+e"
        enabled={sitting !== undefined && !setEnded.isPending}
        onAct={() => sitting && setEnded.mutate({ sittingId: sitting.id, ended: !ended })}
      />
      <ActionButton
        id="review.publish"
        label={due === 0 ? t('review.publishNone') : t('review.publish', { count: due })}
        group={group}
        chord="u"
        tone="main"
        enabled={due > 0 && !publishing}
        whyNot={publishing ? t('review.publishing') : t('review.nothingDue')}
        onAct={onPublish}
      />
      {setEnded.error && <Notice tone="bad">{words(setEnded.error)}</Notice>}
    </>
  )
}
