import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import { sourceStates } from '../parts/source-states.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { usePhonemes } from '../parts/use-phonemes.ts'
import { useSpeakers } from '../parts/use-speakers.ts'
import { useVoiceIdName } from '../parts/use-voice-name.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { useKeyAction } from '../ui/keys/keys-context.tsx'
import styles from './catalog-room.module.css'
import type { SourceFilter } from './source-filter.ts'

const every = 'all'

/** What narrows the table; all of it is in the address. */
export function SourceFilters({
  filter,
  onChange,
}: {
  filter: SourceFilter
  onChange: (part: Partial<SourceFilter>, options?: { replace: boolean }) => void
}) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const search = useRef<HTMLInputElement>(null)
  const voiceIdName = useVoiceIdName()
  const speakers = useSpeakers()
  const group = t('catalog.title')
  const categories = useQuery(queries.phonemes.categories.queryOptions()).data ?? []
  const overview = useQuery(queries.analytics.overview.queryOptions()).data
  const phoneme = usePhonemes()?.find((row) => row.phoneme.id === filter.phonemeId)?.phoneme
  const voices = withChosen(overview?.byVoice.map(({ key }) => key) ?? [], filter.voiceId).map((key) => ({
    value: key,
    label: speakers?.find(({ code }) => code === key)?.displayName ?? voiceIdName(key),
  }))
  const languages = withChosen(overview?.byLanguage.map(({ key }) => key) ?? [], filter.language)
  const months = withChosen(overview?.byMonth.map(({ key }) => key) ?? [], filter.month)
    .toSorted()
    .toReversed()
  useKeyAction({
    id: 'catalog.search',
    chord: 'f',
    label: t('catalog.search'),
    group,
    enabled: true,
    run: () => search.current?.focus(),
  })

  return (
    <search className={styles.filters} aria-label={t('catalog.filters')}>
      <SearchField
        key={filter.phonemeId}
        field={search}
        text={filter.text}
        onType={(text) => onChange({ text }, { replace: true })}
      />
      <Choice
        label={t('catalog.column.type')}
        value={filter.sourceType}
        all={t('catalog.allTypes')}
        options={sourceTypes.map((value) => ({ value, label: t(`source.type.${value}`) }))}
        onChoose={(value) => onChange({ sourceType: sourceTypes.find((type) => type === value) ?? null })}
      />
      <Choice
        label={t('catalog.filter.category')}
        value={filter.categoryId}
        all={t('catalog.filter.allCategories')}
        options={categories.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(categoryId) => onChange({ categoryId })}
      />
      <Choice
        label={t('catalog.column.voice')}
        value={filter.voiceId}
        all={t('catalog.filter.allVoices')}
        options={voices}
        onChoose={(voiceId) => onChange({ voiceId })}
      />
      <Choice
        label={t('catalog.column.language')}
        value={filter.language}
        all={t('catalog.filter.allLanguages')}
        options={languages.map((value) => ({ value, label: value }))}
        onChoose={(language) => onChange({ language })}
      />
      <Choice
        label={t('catalog.column.state')}
        value={filter.state}
        all={t('catalog.filter.allStates')}
        options={sourceStates.map((value) => ({ value, label: t(`catalog.state.${value}`) }))}
        onChoose={(value) => onChange({ state: sourceStates.find((state) => state === value) ?? null })}
      />
      <Choice
        label={t('catalog.filter.month')}
        value={filter.month}
        all={t('catalog.filter.allMonths')}
        options={months.map((value) => ({ value, label: value }))}
        onChoose={(month) => onChange({ month })}
      />
      {filter.phonemeId !== null && (
        <ActionButton
          id="catalog.allPhonemes"
          label={t('catalog.showAll', { symbol: phoneme?.ipaSymbol ?? '' })}
          group={group}
          chord="a"
          onAct={() => onChange({ phonemeId: null })}
        />
      )}
    </search>
  )
}

/** What is typed stands here at once; the address, which narrows the table, follows it, and leads when it changes by itself. */
function SearchField({
  field,
  text,
  onType,
}: {
  field: React.RefObject<HTMLInputElement | null>
  text: string
  onType: (text: string) => void
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(text)
  const [seen, setSeen] = useState(text)
  if (seen !== text) {
    setSeen(text)
    setTyped(text)
  }
  return (
    <TextInput
      ref={field}
      aria-label={t('catalog.search')}
      placeholder={t('catalog.searchExample')}
      className={styles.search}
      value={typed}
      maxLength={200}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onType(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

function Choice({
  label,
  value,
  all,
  options,
  onChoose,
}: {
  label: string
  value: string | null
  all: string
  options: { value: string; label: string }[]
  onChoose: (value: string | null) => void
}) {
  return (
    <Select
      aria-label={label}
      className={styles.choice}
      searchable={options.length > 12}
      value={value ?? every}
      data={[{ value: every, label: all }, ...options]}
      onChange={(chosen) => onChoose(chosen === every ? null : chosen)}
    />
  )
}

/** What the address names stays a choice though nothing has it any more. */
function withChosen(keys: readonly string[], chosen: string | null): string[] {
  return chosen === null || keys.includes(chosen) ? [...keys] : [...keys, chosen]
}
