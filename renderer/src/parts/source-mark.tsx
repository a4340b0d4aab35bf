import { useTranslation } from 'react-i18next'
import type { SourceType } from '#shared/entities/audio-source.ts'
import styles from './source-mark.module.css'

export type MarkedType = SourceType | 'web_speech'

// Drawn, not typed: each system's fonts draw ● and ◆ in sizes of their own.
const shapes: Record<MarkedType, React.ReactNode> = {
  native: <circle cx="8" cy="8" r="5.25" fill="currentColor" />,
  tts: <path d="M8 2.2 13.8 8 8 13.8 2.2 8Z" fill="currentColor" />,
  generated: <path d="M8 2.9 13.1 8 8 13.1 2.9 8Z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  web_speech: <circle cx="8" cy="8" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.5" />,
}

/** A source's type by shape and colour, with its word for whoever hovers or listens; underlined where the rule picks it. */
export function SourceMark({ type, title, picked = false }: { type: MarkedType; title?: string; picked?: boolean }) {
  const { t } = useTranslation()
  const words = title ?? t(`source.type.${type}`)
  return (
    <span className={styles.mark} data-type={type} data-picked={picked || undefined} title={words}>
      <Shape type={type} />
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

/** The mark with its word beside it. */
export function SourceBadge({ type }: { type: MarkedType }) {
  const { t } = useTranslation()
  return (
    <span className={styles.badge}>
      <span className={styles.mark} data-type={type}>
        <Shape type={type} />
      </span>
      {t(`source.type.${type}`)}
    </span>
  )
}

function Shape({ type }: { type: MarkedType }) {
  return (
    <svg className={styles.shape} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[type]}
    </svg>
  )
}
