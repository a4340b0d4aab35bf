import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { openScope } from '../audio/scope.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { formatDuration } from '../ui/format-duration.ts'
import type { RecordStage } from './record-stage.ts'
import styles from './stage-line.module.css'

const shapes: Record<RecordStage, string> = {
  closed: '○',
  opening: '◌',
  listening: '◉',
  muted: '▲',
  recording: '●',
  saving: '◐',
  taken: '✓',
  failed: '▲',
}

/** Where the recording stands, told by shape, word and colour; changes are announced. */
export function StageLine({
  stage,
  sinceMs,
  detail,
}: {
  stage: RecordStage
  sinceMs: number | null
  detail?: string | undefined
}) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const clock = useRef<HTMLSpanElement>(null)
  const word = t(`record.stage.${stage}`)

  useEffect(() => {
    announce(detail === undefined ? word : `${word}: ${detail}`)
  }, [announce, word, detail])

  useEffect(() => {
    if (sinceMs === null) return undefined
    const scope = openScope()
    scope.eachFrame((nowMs) => {
      if (clock.current) clock.current.textContent = formatDuration(Math.max(0, nowMs - sinceMs) / 1000)
    })
    return () => scope.close()
  }, [sinceMs])

  return (
    <p className={styles.line} data-stage={stage}>
      <span className={styles.shape} aria-hidden="true">
        {shapes[stage]}
      </span>
      <strong className={styles.word}>{word}</strong>
      {sinceMs !== null && <span ref={clock} className={styles.detail} aria-hidden="true" />}
      {sinceMs === null && detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </p>
  )
}
