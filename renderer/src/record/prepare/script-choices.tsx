import { Checkbox, NumberInput, Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PromptContext } from '#shared/entities/phoneme.ts'
import { scriptBounds, scriptOrders } from '#shared/entities/script/script.ts'
import { useDraft } from './draft-context.tsx'
import type { ScriptChoice } from './draft.ts'
import { leaveField } from './leave-field.ts'
import { PhonemeChoice } from './phoneme-choice.tsx'
import styles from './script-step.module.css'

const contexts: PromptContext[] = ['isolated', 'syllable', 'word']
const promptsMost = 3

/** Which sounds, said how, how often, and in which order. */
export function ScriptChoices() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const { choice } = draft
  const choose = (part: Partial<ScriptChoice>) => change({ choice: { ...choice, ...part } })

  return (
    <>
      <PhonemeChoice choice={choice} onChoose={choose} />
      <Checkbox.Group
        label={t('record.prepare.script.contexts')}
        value={[...choice.contexts]}
        onChange={(values) => choose({ contexts: contexts.filter((context) => values.includes(context)) })}
      >
        <div className={styles.options}>
          {contexts.map((context) => (
            <Checkbox
              key={context}
              value={context}
              label={t(`record.prepare.script.context.${context}`)}
              description={t(`record.prepare.script.contextAbout.${context}`)}
            />
          ))}
        </div>
      </Checkbox.Group>
      <div className={styles.numbers}>
        <NumberInput
          label={t('record.prepare.script.takes')}
          min={1}
          max={scriptBounds.takesMost}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          value={choice.takes}
          onKeyDown={leaveField}
          onChange={(value) => typeof value === 'number' && value >= 1 && choose({ takes: value })}
        />
        <NumberInput
          label={t('record.prepare.script.promptsEach')}
          min={1}
          max={promptsMost}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          value={choice.promptsEach}
          onKeyDown={leaveField}
          onChange={(value) => typeof value === 'number' && value >= 1 && choose({ promptsEach: value })}
        />
      </div>
      <Radio.Group
        label={t('record.prepare.script.order')}
        value={choice.order}
        onChange={(value) => choose({ order: scriptOrders.find((order) => order === value) ?? 'inventory' })}
      >
        <div className={styles.inRow}>
          {scriptOrders.map((order) => (
            <Radio key={order} value={order} label={t(`record.prepare.script.orders.${order}`)} />
          ))}
        </div>
      </Radio.Group>
    </>
  )
}
