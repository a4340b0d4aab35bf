import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { ExemplarWord } from '../parts/exemplar-word.tsx'
import { ExportButton } from '../parts/export-button.tsx'
import { Ipa } from '../parts/ipa.tsx'
import { useMakeTts } from '../parts/make-tts-context.ts'
import { QueuePaused } from '../parts/queue-paused.tsx'
import { placePath } from '../parts/rooms.ts'
import { SourceBadge } from '../parts/source-mark.tsx'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { useFailureWords } from '../parts/use-failure-words.ts'
import { usePhonemeKeys } from '../parts/use-phoneme-keys.ts'
import { useCurrentPhoneme } from '../parts/use-phonemes.ts'
import { useVoiceName } from '../parts/use-voice-name.ts'
import { usePlayback } from '../parts/use-playback.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { useAnnounce } from '../ui/announcer.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { WorkArea } from '../ui/work-area.tsx'
import styles from './compare-room.module.css'
import { defaultLanes } from './default-lanes.ts'
import { Ladder } from './ladder.tsx'
import { Lane } from './lane.tsx'
import { SourceCards } from './source-cards.tsx'
import { useGenerate } from './use-generate.ts'
import { WebSpeech } from './web-speech.tsx'

/** The room in which an editor hears two sources of one phoneme and decides. */
export function CompareRoom() {
  const { row, step } = useCurrentPhoneme()
  const { t } = useTranslation()
  usePhonemeKeys({ group: t('compare.title'), step })
  // Lanes chosen by hand belong to their phoneme.
  return row ? <Comparison key={row.phoneme.id} row={row} /> : <WorkArea title={t('compare.title')}>{null}</WorkArea>
}

function Comparison({ row }: { row: NonNullable<ReturnType<typeof useCurrentPhoneme>['row']> }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const queryClient = useQueryClient()
  const words = useErrorWords()
  const failureWords = useFailureWords()
  const announce = useAnnounce()
  const playback = usePlayback()
  const voiceName = useVoiceName()
  const { phoneme, resolution } = row
  const group = t('compare.title')

  const sources = useQuery(queries.sources.list.queryOptions({ input: { phoneme: phoneme.id } }))
  const [put, setPut] = useState<Record<number, string>>({})
  const [active, setActive] = useState(0)
  const all = sources.data ?? []
  const lanes = chosenLanes(all, put)
  const spanSeconds = Math.max(0.1, ...lanes.map(({ source }) => source.audioDurationSeconds))
  const activeLane = Math.min(active, Math.max(0, lanes.length - 1))
  const current = lanes[activeLane]
  const preferred = all.find((view) => view.preferred)
  const picked = all.find(({ source }) => source.id === resolution.source?.id)

  const generate = useGenerate()
  const makeTts = useMakeTts()
  const prefer = useMutation(
    queries.sources.prefer.mutationOptions({
      onSuccess: ({ resolution: { source } }, { sourceId }) => {
        const heard = all.find((view) => view.source.id === (sourceId ?? source?.id))
        const name = heard === undefined ? '' : voiceName(heard)
        announce(t(sourceId === null ? 'compare.announce.cleared' : 'compare.announce.preferred', { name }))
        void queryClient.invalidateQueries()
      },
    }),
  )

  const play = (index: number, startSeconds = 0) => {
    const view = lanes[index]
    if (!view?.url) return
    setActive(index)
    announce(t('compare.announce.playing', { name: voiceName(view) }))
    void playback.playSource({ id: view.source.id, url: view.url }, startSeconds)
  }
  const switchLane = () => {
    const next = (activeLane + 1) % Math.max(1, lanes.length)
    const isPlaying = current !== undefined && playback.isPlaying(current.source.id)
    if (isPlaying) play(next, playback.positionSeconds())
    else setActive(next)
  }
  const error = prefer.error ?? generate.error ?? sources.error
  const failures = generate.data?.failures ?? []

  return (
    <WorkArea
      title={
        <span className={styles.heading}>
          <span className="visually-hidden">{t('compare.title')}</span>
          <Ipa symbol={phoneme.ipaSymbol} size="heading" />
          <span className={styles.words}>
            {phoneme.exemplars.slice(0, 3).map(({ word, marked }) => (
              <ExemplarWord key={word} word={word} marked={marked} />
            ))}
          </span>
        </span>
      }
      aside={
        <p className={styles.answer}>
          {t('compare.answer')} {resolution.sourceType !== null && <SourceBadge type={resolution.sourceType} />}
          {picked && <strong>{voiceName(picked)}</strong>}
        </p>
      }
    >
      <fieldset className={styles.actions} aria-label={group}>
        <ActionButton
          id="compare.prefer"
          label={current ? t('compare.prefer', { name: voiceName(current) }) : t('compare.preferNone')}
          group={group}
          chord="Enter"
          tone="main"
          enabled={current !== undefined && !current.preferred && !prefer.isPending}
          whyNot={t('compare.alreadyPreferred')}
          onAct={() => current && prefer.mutate({ phoneme: phoneme.id, sourceId: current.source.id })}
        />
        <ActionButton
          id="compare.clear"
          label={t('compare.clear')}
          group={group}
          chord="Delete"
          enabled={preferred !== undefined && !prefer.isPending}
          whyNot={t('compare.nothingPreferred')}
          onAct={() => prefer.mutate({ phoneme: phoneme.id, sourceId: null })}
        />
        <ActionButton
          id="compare.generate"
          label={generate.isPending ? t('compare.generating') : t('compare.generate')}
          group={group}
          chord="g"
          enabled={!generate.isPending}
          onAct={() => generate.mutate(phoneme.id)}
        />
        <ActionButton
          id="compare.makeTts"
          label={t('voices.make.open')}
          group={group}
          chord="t"
          onAct={() => makeTts({ kind: 'phonemes', phonemeIds: [phoneme.id] })}
        />
        <ExportButton
          id="compare.export"
          group={group}
          choice={{ kind: 'filter', filter: { phonemeId: phoneme.id } }}
          enabled={all.length > 0}
          whyNot={t('compare.empty.title')}
        />
        {lanes.length > 1 && (
          <ActionButton
            id="compare.switch"
            label={t('compare.switch')}
            group={group}
            chord="x"
            tone="quiet"
            onAct={switchLane}
          />
        )}
      </fieldset>
      {/* Beside a fresh clip that waits it is told already. */}
      {generate.isPending && !resolution.wantsFresh && <QueuePaused />}
      {error && <Notice tone="bad">{words(error)}</Notice>}
      {failures.map((failure) => (
        <Notice key={failure.label} tone="bad">
          {t('compare.generateFailed', { symbol: failure.label, reason: failureWords(failure) })}
        </Notice>
      ))}
      {generate.data !== undefined && generate.data.waiting > 0 && (
        <Notice tone="look">{t('compare.sources.waits')}</Notice>
      )}
      {resolution.rung === 'web_speech' && <WebSpeech row={row} />}
      {sources.data && lanes.length === 0 && (
        <EmptyState
          title={t('compare.empty.title')}
          action={<a href={`#${placePath({ room: 'record', phonemeId: phoneme.id })}`}>{t('compare.empty.record')}</a>}
        >
          {t('compare.empty.text')}
        </EmptyState>
      )}
      <div className={styles.lanes}>
        {lanes.map((view, index) => (
          <Lane
            key={view.source.id}
            view={view}
            index={index}
            spanSeconds={spanSeconds}
            active={index === activeLane}
            onActivate={() => setActive(index)}
            onPlay={(startSeconds) => play(index, startSeconds)}
          />
        ))}
      </div>
      <Ladder row={row} sources={all} />
      {all.length > 0 && (
        <SourceCards
          views={all}
          lanes={lanes}
          activeLane={activeLane}
          onPut={(sourceId) => setPut({ ...put, [activeLane]: sourceId })}
        />
      )}
    </WorkArea>
  )
}

/** The default two, with what was put into a lane by hand. */
function chosenLanes(all: readonly SourceView[], put: Record<number, string>): SourceView[] {
  return defaultLanes(all)
    .map((view, index) => all.find(({ source }) => source.id === put[index]) ?? view)
    .filter((view, index, lanes) => lanes.findIndex(({ source }) => source.id === view.source.id) === index)
}
