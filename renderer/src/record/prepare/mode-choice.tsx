import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sittingModes } from '#shared/entities/sitting.ts'
import { useDraft } from './draft-context.tsx'
import styles from './script-step.module.css'

/** Who starts and stops a take: the speaker's hand, or the sound itself. */
export function ModeChoice() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  return (
    <Radio.Group
      label={t('record.prepare.mode.title')}
      value={draft.mode}
      onChange={(value) => change({ mode: sittingModes.find((mode) => mode === value) ?? 'one-key' })}
    >
      <div className={styles.options}>
        {sittingModes.map((mode) => (
          <Radio
            key={mode}
            value={mode}
            label={t(`record.prepare.mode.${mode}`)}
            description={t(`record.prepare.mode.about.${mode}`)}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
