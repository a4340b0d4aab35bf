import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { useDraft } from './draft-context.tsx'
import type { OpenedScript as Opened } from './draft.ts'
import styles from './script-step.module.css'

/** The file that says what is recorded, in place of the choices. */
export function OpenedScript({ opened: { fileName, script } }: { opened: Opened }) {
  const { t } = useTranslation()
  const { change } = useDraft()
  return (
    <section className={styles.opened} aria-labelledby="opened-title">
      <h2 id="opened-title">{t('record.prepare.script.from', { fileName })}</h2>
      <p>{t('record.prepare.script.fromText', { count: script.lines.length })}</p>
      <div>
        <Button onAct={() => change({ opened: null, title: null })}>{t('record.prepare.script.chooseInstead')}</Button>
      </div>
    </section>
  )
}
