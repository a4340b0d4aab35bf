import { useTranslation } from 'react-i18next'
import type { SourceType } from '#shared/entities/audio-source.ts'
import styles from './source-mark.module.css'

export type MarkedType = SourceType | 'web_speech'

const shapes: Record<MarkedType, string> = { native: '●', tts: '◆', generated: '◇', web_speech: '○' }

/** A source's type by shape and colour, with its word for whoever hovers or listens. */
export function SourceMark({ type, title }: { type: MarkedType; title?: string }) {
  const { t } = useTranslation()
  const words = title ?? t(`source.type.${type}`)
  return (
    <span className={styles.mark} data-type={type} title={words}>
      <span aria-hidden="true">{shapes[type]}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

/** The mark with its word beside it. */
export function SourceBadge({ type }: { type: MarkedType }) {
  const { t } = useTranslation()
  return (
    <span className={styles.badge}>
      <span className={styles.mark} data-type={type} aria-hidden="true">
        {shapes[type]}
      </span>
      {t(`source.type.${type}`)}
    </span>
  )
}
