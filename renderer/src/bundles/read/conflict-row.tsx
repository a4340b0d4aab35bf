import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChoiceConflict } from '#shared/contract/bundles.ts'
import { Ipa } from '../../parts/ipa.tsx'
import { useStudio } from '../../parts/studio-context.tsx'
import { usePlayback } from '../../parts/use-playback.ts'
import { useSpeakers } from '../../parts/use-speakers.ts'
import { useVoiceIdName } from '../../parts/use-voice-name.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate, formatTimeOfDay } from '../../ui/format-date.ts'
import styles from '../bundles-room.module.css'
import type { Side } from '../decisions.ts'

/** One phoneme's two choices side by side, each heard where its sound is here already. */
export function ConflictRow({
  conflict,
  side,
  onDecide,
}: {
  conflict: ChoiceConflict
  side: Side | null
  onDecide: (side: Side) => void
}) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const { phonemeId, ipaSymbol } = conflict
  const here = useQuery(queries.sources.list.queryOptions({ input: { phoneme: phonemeId } })).data ?? []
  const urlOf = (sourceId: string | null) => here.find(({ source }) => source.id === sourceId)?.url ?? null
  return (
    <li className={styles.conflict}>
      <fieldset className={styles.sides} aria-label={t('bundles.read.conflictOf', { symbol: ipaSymbol })}>
        <span className={styles.symbol} aria-hidden="true">
          <Ipa symbol={ipaSymbol} size="row" />
        </span>
        {(['mine', 'theirs'] as const).map((each) => (
          <ChoiceSide
            key={each}
            which={each}
            symbol={ipaSymbol}
            choice={conflict[each]}
            url={urlOf(conflict[each].sourceId)}
            chosen={side === each}
            onChoose={() => onDecide(each)}
          />
        ))}
      </fieldset>
    </li>
  )
}

function ChoiceSide({
  which,
  symbol,
  choice: { sourceId, voice, at, by, reason },
  url,
  chosen,
  onChoose,
}: {
  which: Side
  symbol: string
  choice: ChoiceConflict[Side]
  url: string | null
  chosen: boolean
  onChoose: () => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const playback = usePlayback()
  const voiceIdName = useVoiceIdName()
  const speaker = useSpeakers()?.find(({ code }) => code === voice)
  const isPlaying = sourceId !== null && playback.isPlaying(sourceId)
  const play = () => {
    if (isPlaying) playback.stop()
    else if (sourceId !== null && url !== null) void playback.playSource({ id: sourceId, url })
  }
  return (
    <div className={styles.side} data-chosen={chosen || undefined}>
      <input
        id={id}
        name={`choice-${symbol}`}
        type="radio"
        className={styles.radio}
        checked={chosen}
        onChange={onChoose}
      />
      <label htmlFor={id} className={styles.sideText}>
        <span className={styles.which}>{t(`bundles.read.side.${which}`)}</span>
        <bdi className={styles.voice}>
          {voice === null ? t('bundles.read.noChoice') : (speaker?.displayName ?? voiceIdName(voice))}
        </bdi>
        <span className={styles.step}>
          {at !== null && `${formatDate(at)} ${formatTimeOfDay(at)}`}
          {by !== null && (
            <>
              {' '}
              {t('bundles.read.by')} <bdi>{by}</bdi>
            </>
          )}
        </span>
        {reason !== null && reason !== '' && <q className={styles.reason}>{reason}</q>}
      </label>
      {url !== null && (
        <Button onAct={play} label={t(`bundles.read.${isPlaying ? 'stopSide' : 'playSide'}.${which}`, { symbol })}>
          {isPlaying ? (
            <IconPlayerStop size="1rem" stroke={1.75} aria-hidden="true" />
          ) : (
            <IconPlayerPlay size="1rem" stroke={1.75} aria-hidden="true" />
          )}
        </Button>
      )}
      {url === null && sourceId !== null && <span className={styles.step}>{t('bundles.read.notHere')}</span>}
    </div>
  )
}
