import { chordCaps, chordForAria, isMacKeyboard } from './keys/key-chord.ts'
import { useKeyAction } from './keys/keys-context.tsx'
import styles from './page-links.module.css'

export interface PageLink {
  /** Of its action in the list of keys. */
  id: string
  label: string
  chord: string
  path: string
  current: boolean
  onGo: () => void
}

/** A room's own pages: links, each with its key. */
export function PageLinks({ label, group, links }: { label: string; group: string; links: readonly PageLink[] }) {
  return (
    <nav className={styles.pages} aria-label={label}>
      {links.map((link) => (
        <OneLink key={link.id} group={group} link={link} />
      ))}
    </nav>
  )
}

function OneLink({ group, link: { id, label, chord, path, current, onGo } }: { group: string; link: PageLink }) {
  const key = useKeyAction({ id, chord, label, group, enabled: !current, run: onGo })
  const isMac = isMacKeyboard()
  return (
    <a
      className={styles.page}
      href={`#${path}`}
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={key === undefined ? undefined : chordForAria(key, isMac)}
      title={key === undefined ? undefined : `${label}  ${chordCaps(key, isMac).join('')}`}
    >
      {label}
    </a>
  )
}
