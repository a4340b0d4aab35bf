import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import type { LimitKind, LimitPath } from './limit-fields.ts'
import type { LimitFault, LimitsDraft, ReadLimits } from './limits-draft.ts'
import { limitAt, limitText, readNumber } from './limits-draft.ts'
import styles from './limits.module.css'

export interface FieldsProps {
  draft: LimitsDraft
  standing: CheckLimits
  faults: ReadLimits['faults']
  onType: (path: LimitPath, text: string) => void
}

/** One limit: its value, what is wrong with it, and that it is not a new studio's. */
export function LimitField({
  path,
  kind,
  name,
  draft,
  standing,
  faults,
  onType,
}: FieldsProps & { path: LimitPath; kind: LimitKind; name: string }) {
  const { t } = useTranslation()
  const text = draft[path] ?? limitText(limitAt(standing, path))
  const fresh = limitAt(defaultCheckLimits, path)
  const fault = faults[path]
  const changed = readNumber(text) !== fresh
  return (
    <TextInput
      aria-label={`${name}, ${t(`settings.limits.unit.${kind}`)}`}
      classNames={{ root: styles.field, input: styles.value, error: styles.fault }}
      data-changed={changed || undefined}
      inputMode="decimal"
      inputSize="1"
      value={text}
      error={fault && faultWords(fault)}
      description={changed ? t('settings.limits.fresh', { value: limitText(fresh) }) : undefined}
      inputWrapperOrder={['input', 'error', 'description']}
      onChange={(event) => onType(path, event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )

  function faultWords(wrong: LimitFault): string {
    switch (wrong.code) {
      case 'OUTSIDE':
        return t('settings.limits.fault.OUTSIDE', { least: limitText(wrong.least), most: limitText(wrong.most) })
      case 'BELOW':
        return t('settings.limits.fault.BELOW', { least: limitText(wrong.least) })
      default:
        return t(`settings.limits.fault.${wrong.code}`)
    }
  }
}
