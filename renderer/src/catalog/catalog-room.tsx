import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceType } from '#shared/entities/audio-source.ts'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { usePhonemes } from '../parts/use-phonemes.ts'
import { usePlace } from '../parts/use-place.ts'
import { useVoiceName } from '../parts/use-voice-name.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useKeyAction } from '../ui/keys/keys-context.tsx'
import { Notice } from '../ui/notice.tsx'
import { WorkArea } from '../ui/work-area.tsx'
import styles from './catalog-room.module.css'
import { CatalogPages } from './catalog-pages.tsx'
import { OverviewPage } from './overview/overview-page.tsx'
import { QueuePage } from './queue/queue-page.tsx'
import { filterSources } from './filter-sources.ts'
import { SourceTable } from './source-table.tsx'

export function CatalogRoom() {
  const { place } = usePlace()
  if (place.phonemeId === 'overview') return <OverviewPage />
  if (place.phonemeId === 'queue') return <QueuePage />
  return <SourcesPage />
}

/** Every source there is, as a table that can be narrowed. */
function SourcesPage() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const voiceName = useVoiceName()
  const { place, go } = usePlace()
  const phonemes = usePhonemes()
  const sources = useQuery(queries.sources.list.queryOptions({ input: {} }))
  const [sourceType, setSourceType] = useState<SourceType | null>(null)
  const [text, setText] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const group = t('catalog.title')
  const phonemeId = place.phonemeId
  const phoneme = phonemes?.find((row) => row.phoneme.id === phonemeId)?.phoneme

  const rows = useMemo(
    () => filterSources(sources.data ?? [], phonemes ?? [], { sourceType, phonemeId, text }, voiceName),
    [sources.data, phonemes, sourceType, phonemeId, text, voiceName],
  )
  useKeyAction({
    id: 'catalog.search',
    chord: 'f',
    label: t('catalog.search'),
    group,
    enabled: true,
    run: () => search.current?.focus(),
  })

  const total = sources.data?.length ?? 0
  return (
    <WorkArea
      wide
      title={t('catalog.title')}
      aside={
        <>
          <output className={styles.count}>{t('catalog.nOf', { shown: rows.length, total })}</output>
          <CatalogPages />
        </>
      }
    >
      <search className={styles.filters} aria-label={t('catalog.filters')}>
        <TextInput
          ref={search}
          aria-label={t('catalog.search')}
          placeholder={t('catalog.searchExample')}
          className={styles.search}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <Select
          aria-label={t('catalog.column.type')}
          className={styles.type}
          value={sourceType ?? 'all'}
          data={[
            { value: 'all', label: t('catalog.allTypes') },
            ...sourceTypes.map((value) => ({ value, label: t(`source.type.${value}`) })),
          ]}
          onChange={(value) => setSourceType(sourceTypes.find((type) => type === value) ?? null)}
        />
        {phonemeId !== null && (
          <ActionButton
            id="catalog.allPhonemes"
            label={t('catalog.showAll', { symbol: phoneme?.ipaSymbol ?? '' })}
            group={group}
            chord="a"
            onAct={() => go({ room: 'catalog', phonemeId: null })}
          />
        )}
      </search>
      {sources.error && <Notice tone="bad">{words(sources.error)}</Notice>}
      {sources.data && total === 0 && (
        <EmptyState title={t('catalog.empty.title')} action={<a href="#/record">{t('catalog.empty.record')}</a>}>
          {t('catalog.empty.text')}
        </EmptyState>
      )}
      {total > 0 && rows.length === 0 && (
        <EmptyState
          title={t('catalog.noMatch.title')}
          action={
            <ActionButton
              id="catalog.clear"
              label={t('catalog.noMatch.clear')}
              group={group}
              chord="c"
              onAct={() => {
                setText('')
                setSourceType(null)
                go({ room: 'catalog', phonemeId: null })
              }}
            />
          }
        >
          {t('catalog.noMatch.text')}
        </EmptyState>
      )}
      {rows.length > 0 && <SourceTable rows={rows} />}
    </WorkArea>
  )
}
