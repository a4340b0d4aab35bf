import { useEffect, useRef, useState } from 'react'
import { BundlesRoom } from '../bundles/bundles-room.tsx'
import { CatalogRoom } from '../catalog/catalog-room.tsx'
import { CompareRoom } from '../compare/compare-room.tsx'
import type { Room } from '../parts/rooms.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { usePlace } from '../parts/use-place.ts'
import { RecordRoom } from '../record/record-room.tsx'
import { SettingsRoom } from '../settings/settings-room.tsx'
import { SyncRoom } from '../sync/sync-room.tsx'
import { useCell } from '../ui/use-cell.ts'
import { Finder } from './finder.tsx'
import styles from './frame.module.css'
import { PhonemeList } from './phoneme-list.tsx'
import { Rail } from './rail.tsx'
import { RefusedPage } from './refused-page.tsx'
import { StatusLine } from './status-line.tsx'
import { WindowKeys } from './window-keys.tsx'

const views: Record<Room, () => React.ReactNode> = {
  record: RecordRoom,
  compare: CompareRoom,
  catalog: CatalogRoom,
  bundles: BundlesRoom,
  sync: SyncRoom,
  settings: SettingsRoom,
}

/** Rail, list, work, status: the same four places in every room. */
export function Frame() {
  const { connection } = useStudio()
  const connectionState = useCell(connection.state)
  const { place } = usePlace()
  const [listOpen, setListOpen] = useState(false)
  const View = views[place.room]
  const work = useRef<HTMLElement>(null)
  const room = useRef(place.room)
  // Whoever enters a room is in it: its keys act, and a screen reader reads on from there.
  useEffect(() => {
    if (room.current !== place.room) work.current?.focus({ preventScroll: true })
    room.current = place.room
  }, [place.room])

  if (connectionState.kind === 'refused') return <RefusedPage refusal={connectionState.refusal} />
  return (
    <div className={styles.window}>
      <div className={styles.frame} data-list-open={listOpen || undefined}>
        <Rail onShowList={() => setListOpen(!listOpen)} listOpen={listOpen} />
        <PhonemeList onChosen={() => setListOpen(false)} />
        <main className={styles.work} id="work" ref={work} tabIndex={-1}>
          <View />
        </main>
        <StatusLine />
      </div>
      <Finder />
      <WindowKeys />
    </div>
  )
}
