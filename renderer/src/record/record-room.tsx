import { usePlace } from '../parts/use-place.ts'
import { NewSitting } from './prepare/new-sitting.tsx'
import { RecordHome } from './prepare/record-home.tsx'
import { RecordPhoneme } from './record-phoneme.tsx'
import { ReviewPage } from './review/review-page.tsx'
import { SalvagedTakes } from './salvaged-takes.tsx'
import { SittingPage } from './sit/sitting-page.tsx'

/** The speaker's room: sittings through a script, or one phoneme at a time; and the place of what was salvaged. */
export function RecordRoom() {
  const { place } = usePlace()
  const { phonemeId: page, detail } = place
  if (page === null) return <RecordHome />
  if (page === 'salvaged') return <SalvagedTakes />
  if (page === 'sitting') return detail === undefined ? <NewSitting /> : <SittingPage key={detail} sittingId={detail} />
  if (page === 'review' && detail !== undefined) return <ReviewPage key={detail} sittingId={detail} />
  return <RecordPhoneme />
}
