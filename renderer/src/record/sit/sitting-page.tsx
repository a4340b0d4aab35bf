import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import type { Sitting as SittingRecord } from '#shared/entities/sitting.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { usePlace } from '../../parts/use-place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useCell } from '../../ui/use-cell.ts'
import { WorkArea } from '../../ui/work-area.tsx'
import { PrepareAgain } from '../prepare/prepare-again.tsx'
import { useSitting } from '../sitting-context.tsx'
import { createSit } from './create-sit.ts'
import { ProgressLine } from './progress-line.tsx'
import { SitView } from './sit-view.tsx'

/** One prompt after another, by one key or by none. */
export function SittingPage({ sittingId }: { sittingId: string }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const record = useQuery(queries.sittings.get.queryOptions({ input: { sittingId } }))
  const takes = useQuery(queries.takes.list.queryOptions({ input: { sittingId } }))
  const error = record.error ?? takes.error
  if (error)
    return (
      <WorkArea title={t('record.title')} aside={<LeaveButton />}>
        <Notice tone="bad">{words(error)}</Notice>
      </WorkArea>
    )
  if (!record.data || !takes.data) return null
  return <Sit record={record.data} takes={takes.data} />
}

function LeaveButton() {
  const { t } = useTranslation()
  const { go } = usePlace()
  return (
    <ActionButton
      id="sit.leave"
      label={t('record.sit.leave')}
      group={t('record.sit.group')}
      chord="Escape"
      onAct={() => go({ room: 'record', phonemeId: null })}
    />
  )
}

function Sit({ record, takes }: { record: SittingRecord; takes: TakeView[] }) {
  const studio = useStudio()
  const queryClient = useQueryClient()
  const { go } = usePlace()
  const { sitting, state } = useSitting()
  const recorderState = useCell(studio.recorder.state)
  const [works] = useState(() =>
    createSit({
      studio,
      queryClient,
      sitting,
      sittingId: record.id,
      showReview: () => go({ room: 'record', phonemeId: 'review', detail: record.id }),
    }),
  )
  const [isReady, setReady] = useState('input' in recorderState && state.soundCheck.kind !== 'none')

  useEffect(() => {
    void sitting.joinSitting(record.id)
    if (sitting.state.get().speakerId !== record.speakerId) void sitting.chooseSpeaker(record.speakerId)
  }, [sitting, record.id, record.speakerId])

  useEffect(() => {
    // A take made here is in view before the studio is asked again.
    const look = () => {
      const { lastTake, sittingId } = sitting.state.get()
      if (lastTake !== null && sittingId === record.id && lastTake.take.promptId !== null) works.store.took(lastTake)
    }
    return sitting.state.subscribe(look)
  }, [sitting, works, record.id])

  useEffect(
    () => () => {
      works.run.send({ kind: 'stop' })
      works.reference.stop()
    },
    [works],
  )

  const prepare = () => {
    works.run.send({ kind: 'pause', why: 'person' })
    setReady(false)
  }
  const becomeReady = () => {
    setReady(true)
    if (studio.recorder.state.get().kind === 'closed') void sitting.openMicrophone()
  }

  if (!isReady)
    return (
      <WorkArea title={record.title} aside={<LeaveButton />}>
        <ProgressLine record={record} takes={takes} />
        <PrepareAgain onReady={becomeReady} />
      </WorkArea>
    )
  return <SitView record={record} takes={takes} works={works} onPrepare={prepare} />
}
