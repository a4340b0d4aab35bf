import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TakeView } from '#shared/contract/studio.ts'
import type { Sitting as SittingRecord } from '#shared/entities/sitting.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { usePhonemes } from '../../parts/use-phonemes.ts'
import { useCell } from '../../ui/use-cell.ts'
import { WorkArea } from '../../ui/work-area.tsx'
import { LiveSound } from '../live-sound.tsx'
import { useSitting } from '../sitting-context.tsx'
import { BigPrompt } from './big-prompt.tsx'
import type { SitWorks } from './create-sit.ts'
import { ProgressLine } from './progress-line.tsx'
import { SitActions } from './sit-actions.tsx'
import { SitCheck, useFindings } from './sit-check.tsx'
import { SitDone } from './sit-done.tsx'
import { SitHead } from './sit-head.tsx'
import { ReferenceNotice, SitNotices } from './sit-notices.tsx'
import { SitStageLine } from './sit-stage-line.tsx'
import styles from './sit-view.module.css'
import { takesMissing } from './sitting-place.ts'
import { SkipDialog } from './skip-dialog.tsx'
import { TakeDots } from './take-dots.tsx'
import { useFillScreen } from './use-fill-screen.ts'
import { useSit } from './use-sit.ts'
import { useStageDetail } from './use-stage-detail.ts'

/** The speaker's view: the prompt, what the microphone hears, where it stands, and the keys. */
export function SitView({
  record,
  takes,
  works,
  onPrepare,
}: {
  record: SittingRecord
  takes: TakeView[]
  works: SitWorks
  onPrepare: () => void
}) {
  const { t } = useTranslation()
  const { recorder, queries } = useStudio()
  const { state } = useSitting()
  const recorderState = useCell(recorder.state)
  const reference = useCell(works.reference.state)
  const sit = useSit({ record, takes, works })
  const { stage, prompt } = sit
  const phoneme = usePhonemes()?.find((row) => row.phoneme.id === prompt?.phonemeId)?.phoneme
  const categories = useQuery(queries.phonemes.categories.queryOptions()).data
  const fill = useFillScreen()
  const [skipping, setSkipping] = useState(false)
  const findings = useFindings()
  const detail = useStageDetail({ sit, takesMade: sit.own.filter(({ take }) => take.verdict !== 'rejected').length })

  // Nobody has to be at the keys: it begins by itself as soon as it can.
  const handsFree = useCell(works.run.state)
  const canBegin =
    sit.byItself &&
    !sit.atEnd &&
    handsFree.state.kind === 'off' &&
    recorderState.kind === 'listening' &&
    state.session !== null &&
    phoneme !== undefined &&
    categories !== undefined
  useEffect(() => {
    if (canBegin) works.run.send({ kind: 'go' })
  }, [canBegin, works])

  if (!prompt || !phoneme) return null
  const shown = shownTake(sit, state.lastTake?.take ?? null)
  const lacking = record.prompts.filter((each) => takesMissing(each, takes) > 0).length

  return (
    <WorkArea wide title={record.title} aside={<SitHead sit={sit} works={works} fill={fill} onPrepare={onPrepare} />}>
      <SitNotices fault={state.fault} error={sit.error} recorder={recorderState} />
      <ProgressLine record={record} takes={takes} />
      {stage.kind === 'done' ? (
        <SitDone
          lacking={lacking}
          onReview={sit.review}
          onFirstLacking={() => sit.missingFirst !== null && sit.goTo(sit.missingFirst)}
        />
      ) : (
        <BigPrompt prompt={prompt} phoneme={phoneme} />
      )}
      <section className={styles.live} aria-label={t('record.live')}>
        <LiveSound
          meter={'meter' in recorderState ? recorderState.meter : null}
          recording={stage.kind === 'recording'}
        />
        {stage.kind !== 'done' && (
          <SitStageLine
            stage={stage}
            sinceMs={recorderState.kind === 'recording' ? recorderState.sinceMs : null}
            detail={detail}
            spoken={shown?.checked ? findings(shown.checked).join(' ') : ''}
          />
        )}
        <div className={styles.told}>
          {shown && <SitCheck take={shown} />}
          <ReferenceNotice end={reference.lastEnd} />
        </div>
      </section>
      <SitActions
        sit={sit}
        index={record.current}
        total={record.prompts.length}
        playable={shown ? takes.find(({ take }) => take.id === shown.id) : sit.inHand}
        onSkip={() => setSkipping(true)}
      />
      <TakeDots prompt={prompt} own={sit.own} />
      <SkipDialog open={skipping} onSkip={sit.skip} onClose={() => setSkipping(false)} />
    </WorkArea>
  )
}

/** The take that is being told about, if any is. */
function shownTake({ stage, undecided, prompt }: ReturnType<typeof useSit>, lastTake: TakeView['take'] | null) {
  if (stage.kind === 'checked') return undecided?.take ?? null
  if (stage.kind !== 'told' || stage.outcome.kind === 'not-it') return null
  return lastTake?.promptId === prompt?.promptId ? lastTake : null
}
