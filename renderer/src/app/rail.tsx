import {
  IconAdjustmentsHorizontal,
  IconLayoutSidebar,
  IconMicrophone,
  IconPackageExport,
  IconRefresh,
  IconTable,
  IconWaveSine,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Room } from '../parts/rooms.ts'
import { isPage, placePath, readPlace, rooms, showsPhoneme } from '../parts/rooms.ts'
import { usePlace } from '../parts/use-place.ts'
import { chordCaps, chordForAria, isMacKeyboard } from '../ui/keys/key-chord.ts'
import { useKeyAction } from '../ui/keys/keys-context.tsx'
import styles from './rail.module.css'

const icons = {
  record: IconMicrophone,
  compare: IconWaveSine,
  catalog: IconTable,
  bundles: IconPackageExport,
  sync: IconRefresh,
  settings: IconAdjustmentsHorizontal,
} as const satisfies Record<Room, unknown>

/** The rooms. Going from one to another keeps the phoneme in view; Record keeps its page, and from there leads to its front. */
export function Rail({ listOpen, onShowList }: { listOpen: boolean; onShowList: () => void }) {
  const { t } = useTranslation()
  const { place } = usePlace()
  const [lastPhonemeId, setLastPhonemeId] = useState(isPage(place) ? null : place.phonemeId)
  const [recordPath, setRecordPath] = useState('/record')
  if (place.phonemeId !== null && place.phonemeId !== lastPhonemeId && !isPage(place)) setLastPhonemeId(place.phonemeId)
  const inRecord = place.room === 'record'
  const currentPath = placePath(place)
  if (inRecord && recordPath !== currentPath) setRecordPath(currentPath)
  const pathOf = (room: Room) => {
    if (room === 'record' && inRecord) return '/record'
    if (room === 'record' && isPage(readPlace(recordPath))) return recordPath
    // The catalog shows everything until a phoneme is asked for.
    return placePath({ room, phonemeId: showsPhoneme(room) && room !== 'catalog' ? lastPhonemeId : null })
  }

  return (
    <nav className={styles.rail} aria-label={t('rail.title')}>
      <button
        type="button"
        className={`${styles.item} ${styles.listButton}`}
        aria-expanded={listOpen}
        aria-controls="phonemes"
        onClick={onShowList}
      >
        <IconLayoutSidebar size="1.375rem" stroke={1.5} aria-hidden="true" />
        <span>{t('rail.list')}</span>
      </button>
      {rooms.map((room, index) => (
        <RailItem key={room} room={room} number={index + 1} current={room === place.room} path={pathOf(room)} />
      ))}
    </nav>
  )
}

function RailItem({ room, number, current, path }: { room: Room; number: number; current: boolean; path: string }) {
  const { t } = useTranslation()
  const Icon = icons[room]
  const label = t(`rail.${room}`)
  const key = useKeyAction({
    id: `room.${room}`,
    chord: `Shift+Digit${number}`,
    label,
    group: t('keys.everywhere'),
    enabled: true,
    run: () => {
      location.hash = path
    },
  })
  return (
    <a
      className={styles.item}
      data-room={room}
      href={`#${path}`}
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={key === undefined ? undefined : chordForAria(key, isMacKeyboard())}
      title={key === undefined ? label : `${label}  ${chordCaps(key, isMacKeyboard()).join('')}`}
    >
      <Icon size="1.375rem" stroke={1.5} aria-hidden="true" />
      <span>{label}</span>
    </a>
  )
}
