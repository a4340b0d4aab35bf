import { useTranslation } from 'react-i18next'
import { chordForAria, isMacKeyboard } from '../../ui/keys/key-chord.ts'
import { KeyCap } from '../../ui/keys/key-cap.tsx'
import { useKeyAction } from '../../ui/keys/keys-context.tsx'
import type { PrepareStep, StepState } from './draft.ts'
import { prepareSteps } from './draft.ts'
import styles from './steps.module.css'

export interface StepSummary {
  state: StepState
  /** What is decided there. */
  told: string | null
  /** It may be gone on with, and something about it should be known. */
  tone?: 'look' | 'bad' | undefined
}

/** Where one is among the three, what each has decided, and the way to each. */
export function Steps({
  shown,
  steps,
  onGo,
}: {
  shown: PrepareStep
  steps: Record<PrepareStep, StepSummary>
  onGo: (step: PrepareStep) => void
}) {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('record.prepare.steps')}>
      <ol className={styles.steps}>
        {prepareSteps.map((step, index) => (
          <li key={step} className={styles.place}>
            <Step
              step={step}
              number={index + 1}
              summary={steps[step]}
              current={step === shown}
              onGo={() => onGo(step)}
            />
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Step({
  step,
  number,
  summary: { state, told, tone },
  current,
  onGo,
}: {
  step: PrepareStep
  number: number
  summary: StepSummary
  current: boolean
  onGo: () => void
}) {
  const { t } = useTranslation()
  const name = t(`record.prepare.step.${step}`)
  const enabled = state !== 'locked'
  const chord = `Digit${number}`
  const key = useKeyAction({
    id: `prepare.step.${step}`,
    chord,
    label: name,
    group: t('record.prepare.title'),
    enabled,
    run: onGo,
  })
  const shape = tone === undefined ? (state === 'done' ? '✓' : String(number)) : { look: '▲', bad: '✕' }[tone]
  return (
    <button
      type="button"
      className={styles.step}
      data-state={tone ?? state}
      aria-current={current ? 'step' : undefined}
      aria-disabled={!enabled}
      aria-keyshortcuts={key === undefined ? undefined : chordForAria(key, isMacKeyboard())}
      title={enabled ? undefined : t(`record.prepare.locked.${step}`)}
      onClick={() => {
        if (enabled) onGo()
      }}
    >
      <span className={styles.shape} aria-hidden="true">
        {shape}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        {told !== null && (
          <span className={styles.told} title={told}>
            {told}
          </span>
        )}
      </span>
      {key !== undefined && <KeyCap silent chord={key} />}
    </button>
  )
}
