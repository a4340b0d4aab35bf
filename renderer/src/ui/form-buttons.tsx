import { Button } from './button.tsx'
import styles from './form-buttons.module.css'

/** The end of a form: the way out, and the way on. */
export function FormButtons({
  submit,
  cancel,
  busy,
  enabled = true,
  onCancel,
}: {
  submit: string
  cancel: string
  busy: boolean
  enabled?: boolean
  onCancel: () => void
}) {
  return (
    <div className={styles.buttons}>
      <Button onAct={onCancel}>{cancel}</Button>
      <Button type="submit" tone="main" busy={busy} enabled={enabled}>
        {submit}
      </Button>
    </div>
  )
}
