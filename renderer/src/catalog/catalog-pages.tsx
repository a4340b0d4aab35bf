import { useTranslation } from 'react-i18next'
import { usePlace } from '../parts/use-place.ts'
import { chordCaps, chordForAria, isMacKeyboard } from '../ui/keys/key-chord.ts'
import { useKeyAction } from '../ui/keys/keys-context.tsx'
import styles from './catalog-pages.module.css'

export const catalogPages = ['sources', 'overview', 'queue'] as const
export type CatalogPage = (typeof catalogPages)[number]

const paths: Record<CatalogPage, string> = {
  sources: '/catalog',
  overview: '/catalog/overview',
  queue: '/catalog/queue',
}
const chords: Record<CatalogPage, string> = { sources: 's', overview: 'o', queue: 'q' }

/** The catalog's own pages: its sources, what they amount to, and those being made. */
export function CatalogPages() {
  const { t } = useTranslation()
  const { place } = usePlace()
  const shown = catalogPages.find((page) => page === place.phonemeId) ?? 'sources'
  return (
    <nav className={styles.pages} aria-label={t('catalog.pages')}>
      {catalogPages.map((page) => (
        <PageLink key={page} page={page} current={page === shown} />
      ))}
    </nav>
  )
}

function PageLink({ page, current }: { page: CatalogPage; current: boolean }) {
  const { t } = useTranslation()
  const { go } = usePlace()
  const label = t(`catalog.page.${page}`)
  const key = useKeyAction({
    id: `catalog.page.${page}`,
    chord: chords[page],
    label,
    group: t('catalog.title'),
    enabled: !current,
    run: () => go({ room: 'catalog', phonemeId: page === 'sources' ? null : page }),
  })
  const isMac = isMacKeyboard()
  return (
    <a
      className={styles.page}
      href={`#${paths[page]}`}
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={key === undefined ? undefined : chordForAria(key, isMac)}
      title={key === undefined ? undefined : `${label}  ${chordCaps(key, isMac).join('')}`}
    >
      {label}
    </a>
  )
}
