import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { openScope } from '../../audio/scope.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { formatDuration } from '../../ui/format-duration.ts'
import { verdictShapes } from '../take-check.tsx'
import type { SitStage } from './sit-stage.ts'
import styles from './sit-stage-line.module.css'

type Tone = 'calm' | 'act' | 'recording' | 'good' | 'look' | 'bad'

const looks: Record<Exclude<SitStage['kind'], 'checked' | 'told'>, { shape: string; tone: Tone }> = {
  closed: { shape: '○', tone: 'look' },
  opening: { shape: '◌', tone: 'calm' },
  failed: { shape: '▲', tone: 'look' },
  muted: { shape: '▲', tone: 'look' },
  playing: { shape: '♪', tone: 'calm' },
  listening: { shape: '◉', tone: 'act' },
  speak: { shape: '▶', tone: 'act' },
  recording: { shape: '●', tone: 'recording' },
  checking: { shape: '◐', tone: 'calm' },
  complete: { shape: '✓', tone: 'good' },
  skipped: { shape: '↷', tone: 'calm' },
  'get-ready': { shape: '◌', tone: 'calm' },
  paused: { shape: '‖', tone: 'calm' },
  done: { shape: '✓', tone: 'good' },
}

function lookOf(stage: SitStage): { shape: string; tone: Tone } {
  if (stage.kind === 'checked')
    return stage.verdict ? { shape: verdictShapes[stage.verdict], tone: stage.verdict } : { shape: '?', tone: 'look' }
  if (stage.kind !== 'told') return looks[stage.kind]
  switch (stage.outcome.kind) {
    case 'kept':
      return { shape: '✓', tone: 'good' }
    case 'gave-up':
      return { shape: '▲', tone: 'look' }
    default:
      return { shape: '✕', tone: 'bad' }
  }
}

/** The word of a stage; one that is told at a glance. */
export function useStageWord(): (stage: SitStage) => string {
  const { t } = useTranslation()
  return (stage) => {
    if (stage.kind === 'checked') return stage.verdict ? t(`check.${stage.verdict}`) : t('record.sit.stage.unchecked')
    return stage.kind === 'told' ? t(`record.sit.told.${stage.outcome.kind}`) : t(`record.sit.stage.${stage.kind}`)
  }
}

/** Where the sitting stands, told by shape, word and colour; changes are announced. */
export function SitStageLine({
  stage,
  sinceMs,
  detail,
  spoken,
}: {
  stage: SitStage
  sinceMs: number | null
  detail: string
  /** What else is said to whoever doesn't see it: it stands elsewhere. */
  spoken: string
}) {
  const announce = useAnnounce()
  const clock = useRef<HTMLSpanElement>(null)
  const word = useStageWord()(stage)
  const { shape, tone } = lookOf(stage)

  useEffect(() => {
    announce([word, detail, spoken].filter((part) => part !== '').join('. '))
  }, [announce, word, detail, spoken])

  useEffect(() => {
    if (sinceMs === null) return undefined
    const scope = openScope()
    scope.eachFrame((nowMs) => {
      if (clock.current) clock.current.textContent = formatDuration(Math.max(0, nowMs - sinceMs) / 1000)
    })
    return () => scope.close()
  }, [sinceMs])

  return (
    <p className={styles.line} data-tone={tone}>
      <span className={styles.shape} aria-hidden="true">
        {shape}
      </span>
      <strong className={styles.word}>{word}</strong>
      {sinceMs === null ? (
        <span className={styles.detail}>{detail}</span>
      ) : (
        <span ref={clock} className={styles.detail} aria-hidden="true" />
      )}
    </p>
  )
}
