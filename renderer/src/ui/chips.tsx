import styles from './chips.module.css'

export interface Chip<Value extends string> {
  value: Value
  label: string
  /** How many there are; left out where nobody counted. */
  count?: number | undefined
}

/** One of a few ways to narrow what is shown, each with how much it would show. */
export function Chips<Value extends string>({
  label,
  chips,
  value,
  onChoose,
}: {
  label: string
  chips: readonly Chip<Value>[]
  value: Value
  onChoose: (value: Value) => void
}) {
  return (
    <fieldset className={styles.chips} aria-label={label}>
      {chips.map((chip) => (
        <button
          key={chip.value}
          type="button"
          className={styles.chip}
          aria-pressed={chip.value === value}
          onClick={() => onChoose(chip.value)}
        >
          {chip.label}
          {chip.count !== undefined && <span className={styles.count}>{chip.count.toLocaleString('en')}</span>}
        </button>
      ))}
    </fieldset>
  )
}
