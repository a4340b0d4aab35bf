import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PhonemeRow } from '#shared/contract/studio.ts'
import { placePath, showsPhoneme } from '../parts/rooms.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { usePhonemes } from '../parts/use-phonemes.ts'
import { usePlace } from '../parts/use-place.ts'
import { useKeyAction } from '../ui/keys/keys-context.tsx'
import { KeyCap } from '../ui/keys/key-cap.tsx'
import styles from './phoneme-list.module.css'
import { PhonemeItem } from './phoneme-item.tsx'

/** All phonemes by category, or the ones that a search finds. It stands beside every room and never loses its place. */
export function PhonemeList({ onChosen }: { onChosen: () => void }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const queryClient = useQueryClient()
  const [text, setText] = useState('')
  const [query] = useDebouncedValue(text.trim(), 100)
  const field = useRef<HTMLInputElement>(null)
  const all = usePhonemes()
  const categories = useQuery(queries.phonemes.categories.queryOptions())
  const found = useQuery(
    queries.phonemes.list.queryOptions({ input: { query }, enabled: query !== '', placeholderData: keepPreviousData }),
  )
  const { place, go } = usePlace()
  const chosenId = showsPhoneme(place.room)
    ? (place.phonemeId ?? (place.room === 'compare' ? all?.[0]?.phoneme.id : null))
    : null

  const searchKey = useKeyAction({
    id: 'list.search',
    chord: '/',
    label: t('list.search'),
    group: t('keys.everywhere'),
    enabled: true,
    run: () => field.current?.focus(),
  })

  const pathOf = ({ phoneme }: PhonemeRow) =>
    placePath({ room: showsPhoneme(place.room) ? place.room : 'record', phonemeId: phoneme.id })
  const item = (row: PhonemeRow) => (
    <PhonemeItem
      key={row.phoneme.id}
      row={row}
      path={pathOf(row)}
      chosen={row.phoneme.id === chosenId}
      onChosen={onChosen}
    />
  )

  // Whoever types fast is not made to wait for the list.
  const chooseBest = async (wanted: string) => {
    const [best] = await queryClient.fetchQuery(queries.phonemes.list.queryOptions({ input: { query: wanted } }))
    if (best === undefined) return
    go({ room: showsPhoneme(place.room) ? place.room : 'record', phonemeId: best.phoneme.id })
    setText('')
    field.current?.blur()
    onChosen()
  }

  return (
    <nav className={styles.list} id="phonemes" aria-label={t('list.title')}>
      <search className={styles.search}>
        <TextInput
          ref={field}
          aria-label={t('list.search')}
          placeholder={t('list.searchExample')}
          leftSection={<IconSearch size="0.9375rem" stroke={1.75} aria-hidden="true" />}
          rightSection={text === '' && searchKey !== undefined ? <KeyCap silent chord={searchKey} /> : undefined}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              setText('')
              event.currentTarget.blur()
            }
            if (event.key === 'Enter' && text.trim() !== '') void chooseBest(text.trim())
          }}
        />
      </search>
      <div className={styles.scroll}>
        {query === '' ? (
          categories.data?.map(({ id, name }) => {
            const members = all?.filter(({ phoneme }) => phoneme.categoryId === id) ?? []
            return (
              members.length > 0 && (
                <section key={id} aria-labelledby={`category-${id}`}>
                  <h2 className={styles.category} id={`category-${id}`}>
                    {name}
                    <span className={styles.count}>{members.length}</span>
                  </h2>
                  <ul>{members.map(item)}</ul>
                </section>
              )
            )
          })
        ) : (
          <ul aria-live="polite">{found.data?.map(item)}</ul>
        )}
        {query !== '' && found.data?.length === 0 && <p className={styles.none}>{t('list.none', { query })}</p>}
        {(categories.error ?? found.error) && <p className={styles.none}>{words(categories.error ?? found.error)}</p>}
      </div>
    </nav>
  )
}
