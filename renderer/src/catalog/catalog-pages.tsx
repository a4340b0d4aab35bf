import { useTranslation } from 'react-i18next'
import type { Place } from '../parts/rooms.ts'
import { placePath } from '../parts/rooms.ts'
import { usePlace } from '../parts/use-place.ts'
import { PageLinks } from '../ui/page-links.tsx'

export const catalogPages = ['sources', 'overview', 'queue'] as const
export type CatalogPage = (typeof catalogPages)[number]

const chords: Record<CatalogPage, string> = { sources: 's', overview: 'o', queue: 'q' }

/** The catalog's own pages: its sources, what they amount to, and those being made. */
export function CatalogPages() {
  const { t } = useTranslation()
  const { place, go } = usePlace()
  const shown = catalogPages.find((page) => page === place.phonemeId) ?? 'sources'
  const placeOf = (page: CatalogPage): Place => ({ room: 'catalog', phonemeId: page === 'sources' ? null : page })
  return (
    <PageLinks
      label={t('catalog.pages')}
      group={t('catalog.title')}
      links={catalogPages.map((page) => ({
        id: `catalog.page.${page}`,
        label: t(`catalog.page.${page}`),
        chord: chords[page],
        path: placePath(placeOf(page)),
        current: page === shown,
        onGo: () => go(placeOf(page)),
      }))}
    />
  )
}
