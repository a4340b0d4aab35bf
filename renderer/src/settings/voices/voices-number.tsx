import { TextInput } from '@mantine/core'
import type { NumberField, VoicesDraftFaults, VoicesField } from './voices-draft.ts'
import { useFaultWords } from './use-fault-words.ts'
import styles from './voices.module.css'

export interface VoicesFields {
  text: (field: VoicesField) => string
  faults: VoicesDraftFaults
  onType: (field: VoicesField, text: string) => void
}

/** One figure with its unit, and what is wrong with it. */
export function VoicesNumber({
  field,
  label,
  unit,
  description,
  text,
  faults,
  onType,
}: VoicesFields & { field: NumberField | `days.${string}`; label: string; unit: string; description?: string }) {
  const faultWords = useFaultWords()
  const fault = faults[field]
  return (
    <TextInput
      label={label}
      description={description}
      classNames={{ root: styles.number, input: styles.figure }}
      inputMode="decimal"
      rightSection={<span className={styles.unit}>{unit}</span>}
      rightSectionWidth={unit.length > 1 ? '3.25rem' : '2rem'}
      value={text(field)}
      error={fault && faultWords(fault)}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      onChange={(event) => onType(field, event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
