import { useCell } from '../use-cell.ts'
import { KeyCap } from './key-cap.tsx'
import styles from './key-list.module.css'
import { useKeyRegistry } from './keys-context.tsx'

/** Every key that works now, under its heading; one action on two keys stands once. */
export function KeyList() {
  const actions = useCell(useKeyRegistry().actions)
  const groups = Map.groupBy(actions, ({ group }) => group)
  return (
    <div className={styles.groups}>
      {[...groups].map(([group, members]) => (
        <section key={group} className={styles.group} aria-label={group}>
          <h3 className={styles.title}>{group}</h3>
          <dl>
            {[...Map.groupBy(members, ({ label }) => label)].map(([label, same]) => (
              <div key={label} className={styles.row}>
                <dt>{label}</dt>
                <dd className={styles.keys}>
                  {[...new Set(same.map(({ chord }) => chord))].map((chord) => (
                    <KeyCap key={chord} chord={chord} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
