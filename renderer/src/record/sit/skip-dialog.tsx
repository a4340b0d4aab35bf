import { Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import styles from './skip-dialog.module.css'

const reasons = ['accent', 'unsure', 'noise', 'tired'] as const

/** Why a prompt is passed over: for whoever asks for the missing sounds later. */
export function SkipDialog({
  open,
  onSkip,
  onClose,
}: {
  open: boolean
  onSkip: (reason: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} title={t('skip.title')} closeLabel={t('common.close')} onClose={onClose}>
      <SkipForm
        onClose={onClose}
        onSkip={(reason) => {
          onSkip(reason)
          onClose()
        }}
      />
    </Dialog>
  )
}

function SkipForm({ onSkip, onClose }: { onSkip: (reason: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string>(reasons[0])
  const [own, setOwn] = useState('')
  const known = reasons.find((reason) => reason === chosen)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        onSkip(known ? t(`skip.reason.${known}`) : own.trim())
      }}
    >
      <Radio.Group value={chosen} onChange={setChosen} aria-label={t('skip.why')}>
        <div className={styles.reasons}>
          {reasons.map((reason, at) => (
            <Radio
              key={reason}
              value={reason}
              label={t(`skip.reason.${reason}`)}
              data-autofocus={at === 0 || undefined}
            />
          ))}
          <Radio value="own" label={t('skip.own')} />
        </div>
      </Radio.Group>
      <TextInput
        aria-label={t('skip.own')}
        maxLength={300}
        value={own}
        onChange={(event) => {
          setOwn(event.currentTarget.value)
          setChosen('own')
        }}
      />
      <FormButtons submit={t('skip.skip')} cancel={t('common.cancel')} busy={false} onCancel={onClose} />
    </form>
  )
}
