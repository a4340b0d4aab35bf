import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Speaker } from '#shared/entities/speaker.ts'
import { useKeyAction } from '../../ui/keys/keys-context.tsx'
import { ConsentMark } from './consent-mark.tsx'
import styles from './speaker-choices.module.css'

/** More than these are looked for by name. */
const seenAtOnce = 8

/** The speakers of this studio, one of them chosen; arrows go from one to the next. */
export function SpeakerChoices({
  speakers,
  speaker,
  onChoose,
  onGoOn,
}: {
  speakers: readonly Speaker[]
  speaker: Speaker | null
  onChoose: (speaker: Speaker) => void
  onGoOn: () => void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const many = speakers.length > seenAtOnce
  const wanted = plain(text)
  const found = speakers.filter(({ displayName }) => plain(displayName).includes(wanted))

  useKeyAction({
    id: 'prepare.findSpeaker',
    chord: many ? 'f' : undefined,
    label: t('record.prepare.speaker.find'),
    group: t('record.prepare.title'),
    enabled: true,
    run: () => field.current?.focus(),
  })

  return (
    <form
      className={styles.form}
      // Enter on a speaker goes on, as it does beside the list.
      onSubmit={(event) => {
        event.preventDefault()
        onGoOn()
      }}
    >
      {many && (
        <TextInput
          ref={field}
          aria-label={t('record.prepare.speaker.find')}
          placeholder={t('record.prepare.speaker.find')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            const [first] = found
            if (first) onChoose(first)
            event.currentTarget.blur()
          }}
        />
      )}
      <fieldset className={styles.list} data-many={many || undefined}>
        <legend className="visually-hidden">{t('record.prepare.speaker.title')}</legend>
        {found.map((each) => (
          <Choice key={each.id} speaker={each} chosen={each.id === speaker?.id} onChoose={() => onChoose(each)} />
        ))}
        {found.length === 0 && <p className={styles.none}>{t('record.prepare.speaker.notFound', { query: text })}</p>}
      </fieldset>
      <input type="submit" hidden />
    </form>
  )
}

function Choice({ speaker, chosen, onChoose }: { speaker: Speaker; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation()
  const { displayName, accent, firstLanguage, consent } = speaker
  const label = useRef<HTMLLabelElement>(null)
  useEffect(() => {
    if (chosen) label.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const about = [accent === null ? null : t(`accent.${accent as 'en-US'}`, { defaultValue: accent }), firstLanguage]
  return (
    <label ref={label} className={styles.choice} data-chosen={chosen || undefined}>
      <input type="radio" name="speaker" className={styles.radio} checked={chosen} onChange={onChoose} />
      <span className={styles.name}>
        {displayName}
        <span className={styles.about}>{about.filter((part) => part !== null).join(' · ')}</span>
      </span>
      <ConsentMark consent={consent} short />
    </label>
  )
}

/** Found without their marks, as whoever has no Vietnamese keyboard types a Vietnamese name. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().trim()
}
