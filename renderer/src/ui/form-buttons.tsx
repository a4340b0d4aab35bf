import { Button } from '@mantine/core'
import styles from './form-buttons.module.css'

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
      <Button variant="default" size="sm" onClick={onCancel}>
        {cancel}
      </Button>
      <Button type="submit" size="sm" loading={busy} disabled={!enabled}>
        {submit}
      </Button>
    </div>
  )
}
