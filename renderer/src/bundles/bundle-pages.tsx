import { useTranslation } from 'react-i18next'
import type { Place } from '../parts/rooms.ts'
import { placePath } from '../parts/rooms.ts'
import { usePlace } from '../parts/use-place.ts'
import { PageLinks } from '../ui/page-links.tsx'

const pages = ['export', 'read', 'course'] as const
type BundlePage = (typeof pages)[number]

const chords: Record<BundlePage, string> = { export: 'w', read: 'r', course: 'k' }

/** What goes out, what comes in, and how the course calls it. */
export function BundlePages() {
  const { t } = useTranslation()
  const { place, go } = usePlace()
  const shown = pages.find((page) => page === place.phonemeId) ?? 'export'
  const placeOf = (page: BundlePage): Place => ({ room: 'bundles', phonemeId: page === 'export' ? null : page })
  return (
    <PageLinks
      label={t('bundles.pages')}
      group={t('bundles.title')}
      links={pages.map((page) => ({
        id: `bundles.page.${page}`,
        label: t(`bundles.page.${page}`),
        chord: chords[page],
        path: placePath(placeOf(page)),
        current: page === shown,
        onGo: () => go(placeOf(page)),
      }))}
    />
  )
}
