import { Checkbox } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { isCached } from '#shared/entities/audio-source.ts'
import { Ipa } from '../parts/ipa.tsx'
import { SourceBadge } from '../parts/source-mark.tsx'
import { usePlayback } from '../parts/use-playback.ts'
import { useVoiceName } from '../parts/use-voice-name.ts'
import { Day } from '../ui/day.tsx'
import { formatBytes } from '../ui/format-bytes.ts'
import { formatDuration } from '../ui/format-duration.ts'
import styles from './source-table.module.css'

export function SourceRow({
  view,
  symbol,
  index,
  top,
  picked,
  onPick,
}: {
  view: SourceView
  symbol: string
  index: number
  top: number
  picked: boolean
  onPick: (range: boolean) => void
}) {
  const { t } = useTranslation()
  const voiceName = useVoiceName()(view)
  const { source, cacheRecord } = view
  const shift = useRef(false)
  // A row is looked at for moments; what expires meanwhile is told when it is drawn anew.
  const [now] = useState(() => new Date().toISOString())
  const name = `${symbol} ${voiceName}`
  return (
    <tr
      aria-rowindex={index + 2}
      data-source={source.id}
      data-picked={picked || undefined}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td>
        <Checkbox
          size="xs"
          aria-label={t('catalog.pick', { name })}
          checked={picked}
          onClick={(event) => void (shift.current = event.shiftKey)}
          onChange={() => onPick(shift.current)}
        />
      </td>
      <td data-column="phoneme">
        <a href={`#/compare/${source.phonemeId}`} className={styles.phoneme}>
          <Ipa symbol={symbol} size="row" />
        </a>
      </td>
      <td data-column="type">
        <SourceBadge type={source.sourceType} />
      </td>
      <td data-column="voice" title={source.voiceId}>
        {voiceName}
      </td>
      <td data-column="language">{source.language}</td>
      <td data-column="duration">{formatDuration(source.audioDurationSeconds)}</td>
      <td data-column="size">{source.fileSizeBytes === null ? '' : formatBytes(source.fileSizeBytes)}</td>
      <td data-column="plays">{cacheRecord?.usageCount ?? 0}</td>
      <td data-column="created">
        <Day time={source.createdAt} />
      </td>
      <td data-column="expires">
        {source.cachedUntil === null ? (
          t('catalog.never')
        ) : (
          <>
            {!isCached(source, now) && <span title={t('catalog.state.expired')}>▲ </span>}
            <Day time={source.cachedUntil} />
          </>
        )}
      </td>
      <td data-column="state">
        <State view={view} name={name} />
      </td>
    </tr>
  )
}

/** Its play button, or why it has none; and whether an editor prefers it. */
function State({ view: { source, url, fault, preferred }, name }: { view: SourceView; name: string }) {
  const { t } = useTranslation()
  const playback = usePlayback()
  const playing = playback.isPlaying(source.id)
  return (
    <>
      {fault === null && url !== null ? (
        <button
          type="button"
          className={styles.play}
          aria-label={playing ? t('playback.stopNamed', { name }) : t('playback.playNamed', { name })}
          onClick={() => (playing ? playback.stop() : void playback.playSource({ id: source.id, url }))}
        >
          {playing ? '■' : '▶'}
        </button>
      ) : (
        <span className={styles.fault}>
          ✕ {t(`fault.${(fault ?? 'no file') as 'no file'}`, { defaultValue: fault ?? '' })}
        </span>
      )}
      {preferred && (
        <span className={styles.star} title={t('catalog.preferred')}>
          <span aria-hidden="true">★</span>
          <span className="visually-hidden">{t('catalog.preferred')}</span>
        </span>
      )}
    </>
  )
}
