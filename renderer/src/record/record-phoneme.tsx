import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { useCurrentPhoneme } from '../parts/use-phonemes.ts'
import { usePlayback } from '../parts/use-playback.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { formatDuration } from '../ui/format-duration.ts'
import { useKeyAction } from '../ui/keys/keys-context.tsx'
import { Notice } from '../ui/notice.tsx'
import { useCell } from '../ui/use-cell.ts'
import { WorkArea } from '../ui/work-area.tsx'
import { FaultNotice } from './fault-notice.tsx'
import { InputFacts } from './input-facts.tsx'
import { LiveSound } from './live-sound.tsx'
import { Prompt } from './prompt.tsx'
import styles from './record-room.module.css'
import { canStart, recordStage } from './record-stage.ts'
import { Setup } from './setup.tsx'
import { useSitting } from './sitting-context.tsx'
import { StageLine } from './stage-line.tsx'
import { TakeCheck } from './take-check.tsx'
import { TakeActions } from './take-actions.tsx'
import { TakeList } from './take-list.tsx'

/** One phoneme said, heard, and said better. */
export function RecordPhoneme() {
  const { t } = useTranslation()
  const { recorder, queries } = useStudio()
  const { sitting, state } = useSitting()
  const recorderState = useCell(recorder.state)
  const { row, index, total, step } = useCurrentPhoneme()
  const playback = usePlayback()
  const words = useErrorWords()
  const phonemeId = row?.phoneme.id
  const takes = useQuery(
    queries.takes.list.queryOptions({ input: { phonemeId: phonemeId ?? '' }, enabled: phonemeId !== undefined }),
  )
  const newestFirst = (takes.data ?? []).toSorted((a, b) => (a.take.recordedAt < b.take.recordedAt ? 1 : -1))
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = newestFirst.find(({ take }) => take.id === chosenId) ?? newestFirst[0]

  const stage = recordStage(recorderState, state)
  const recording = stage === 'recording'
  const idle = !recording && stage !== 'saving'
  const group = t('record.title')
  const reference = row?.resolution.source
  const referenceUrl = row?.resolution.url
  const lastTakeId = state.lastTake?.take.id
  const [seenTakeId, setSeenTakeId] = useState(lastTakeId)

  // The take just made is the chosen one, until another is.
  if (lastTakeId !== seenTakeId) {
    setSeenTakeId(lastTakeId)
    if (lastTakeId !== undefined) setChosenId(lastTakeId)
  }

  // What is said here belongs to no script.
  useEffect(() => void sitting.joinSitting(null), [sitting])

  const toggle = () => {
    if (recording) return sitting.stopTake()
    if (!canStart(stage) || phonemeId === undefined) return undefined
    playback.stop()
    return void sitting.startTake({ phonemeId, promptId: null, context: 'isolated' })
  }
  const choose = (by: 1 | -1) => {
    const at = newestFirst.findIndex(({ take }) => take.id === chosen?.take.id)
    const next = newestFirst[at + by]
    if (next) setChosenId(next.take.id)
  }

  useKeyAction({
    id: 'phoneme.nextDown',
    chord: 'ArrowDown',
    label: t('phoneme.next'),
    group,
    enabled: idle,
    run: () => step(1),
  })
  useKeyAction({
    id: 'phoneme.previousUp',
    chord: 'ArrowUp',
    label: t('phoneme.previous'),
    group,
    enabled: idle,
    run: () => step(-1),
  })
  useKeyAction({
    id: 'take.older',
    chord: 'Shift+ArrowDown',
    label: t('record.takes.older'),
    group: t('record.takes.group'),
    enabled: idle,
    run: () => choose(1),
  })
  useKeyAction({
    id: 'take.newer',
    chord: 'Shift+ArrowUp',
    label: t('record.takes.newer'),
    group: t('record.takes.group'),
    enabled: idle,
    run: () => choose(-1),
  })

  const lastSeconds = state.lastTake && state.lastTake.take.frameCount / state.lastTake.take.sampleRateHz
  const input = 'input' in recorderState ? recorderState.input : null

  return (
    <WorkArea
      title={
        <span className={styles.heading}>
          {t('record.title')}
          {total > 0 && <span className={styles.count}>{t('phoneme.nOf', { number: index + 1, total })}</span>}
        </span>
      }
      aside={<Setup recorder={recorderState} />}
    >
      {state.fault && <FaultNotice fault={state.fault} />}
      {recorderState.kind === 'recording' && recorderState.droppedFrames > 0 && (
        <Notice tone="bad">{t('record.dropping', { count: recorderState.droppedFrames })}</Notice>
      )}
      {row && <Prompt phoneme={row.phoneme} />}
      <section className={styles.stage} aria-label={t('record.live')}>
        <LiveSound meter={'meter' in recorderState ? recorderState.meter : null} recording={recording} />
        <div className={styles.controls}>
          <div className={styles.state}>
            <StageLine
              stage={stage}
              sinceMs={recorderState.kind === 'recording' ? recorderState.sinceMs : null}
              detail={stage === 'taken' && lastSeconds !== null ? formatDuration(lastSeconds) : undefined}
            />
            {input ? <InputFacts input={input} /> : <p className={styles.hint}>{t('record.setup.hint')}</p>}
          </div>
          <div className={styles.actions}>
            <ActionButton
              id="phoneme.previous"
              label={t('phoneme.previous')}
              group={group}
              chord="ArrowLeft"
              tone="quiet"
              iconOnly
              enabled={idle && index > 0}
              onAct={() => step(-1)}
            />
            <ActionButton
              id="record.reference"
              label={t('record.reference')}
              group={group}
              chord="e"
              enabled={idle && reference !== null && reference !== undefined && typeof referenceUrl === 'string'}
              whyNot={t('record.noReference')}
              onAct={() => {
                if (reference && referenceUrl) void playback.playSource({ id: reference.id, url: referenceUrl })
              }}
            />
            <ActionButton
              id="record.toggle"
              label={recording ? t('record.stop') : t('record.start')}
              group={group}
              chord="Space"
              tone={recording ? 'recording' : 'main'}
              enabled={recording || canStart(stage)}
              whyNot={t('record.openFirst')}
              onAct={toggle}
            />
            <ActionButton
              id="phoneme.next"
              label={t('phoneme.next')}
              group={group}
              chord="ArrowRight"
              tone="quiet"
              iconOnly
              enabled={idle && index < total - 1}
              onAct={() => step(1)}
            />
          </div>
        </div>
      </section>
      <section className={styles.takes} aria-labelledby="takes-title">
        <div className={styles.takesHead}>
          <h2 id="takes-title">{t('record.takes.title')}</h2>
          {chosen && <TakeActions key={chosen.take.id} view={chosen} enabled={idle} />}
        </div>
        {chosen && <TakeCheck checked={chosen.take.checked} />}
        {takes.error && <Notice tone="bad">{words(takes.error)}</Notice>}
        {takes.data && <TakeList takes={newestFirst} chosenId={chosen?.take.id ?? null} onChoose={setChosenId} />}
      </section>
    </WorkArea>
  )
}
