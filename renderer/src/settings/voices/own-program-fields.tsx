import { Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OwnProgram } from '#shared/contract/voices.ts'
import { usePhonemes } from '../../parts/use-phonemes.ts'
import { TryProgram } from './try-program.tsx'
import { useFaultWords } from './use-fault-words.ts'
import type { VoicesFields } from './voices-number.tsx'
import { VoicesNumber } from './voices-number.tsx'
import styles from './voices.module.css'

/** A program of one's own that speaks: what it is called, how it is started, which accent it has. */
export function OwnProgramFields({
  saved,
  unsaved,
  ...fields
}: VoicesFields & { saved: OwnProgram | null; unsaved: boolean }) {
  const { t } = useTranslation()
  const faultWords = useFaultWords()
  const { text, faults, onType } = fields
  const accents = [...new Set((usePhonemes() ?? []).flatMap(({ phoneme }) => phoneme.accents))]
  const language = text('program.language')
  const on = text('program') === 'on'
  const fault = (field: 'program.name' | 'program.command') => {
    const wrong = faults[field]
    return wrong && faultWords(wrong)
  }
  return (
    <section className={styles.group} aria-labelledby="voices-own">
      <h2 id="voices-own">{t('voices.settings.group.own')}</h2>
      <Switch
        classNames={{ description: styles.beside }}
        label={t('voices.settings.field.program')}
        description={t('voices.settings.programHint')}
        checked={on}
        onChange={(event) => onType('program', event.currentTarget.checked ? 'on' : 'off')}
      />
      {on && (
        <>
          <TextInput
            className={styles.select}
            label={t('voices.settings.field.name')}
            value={text('program.name')}
            error={fault('program.name')}
            onChange={(event) => onType('program.name', event.currentTarget.value)}
          />
          <Textarea
            className={styles.command}
            classNames={{ input: styles.code }}
            label={t('voices.settings.field.command')}
            description={t('voices.settings.commandHint', { text: '{text}', phoneme: '{phoneme}', out: '{out}' })}
            placeholder={'/usr/bin/espeak-ng\n-w\n{out}\n{text}'}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            autosize
            minRows={4}
            maxRows={12}
            spellCheck={false}
            value={text('program.command')}
            error={fault('program.command')}
            onChange={(event) => onType('program.command', event.currentTarget.value)}
          />
          <Select
            className={styles.select}
            label={t('voices.settings.field.language')}
            value={language}
            data={[...new Set([...accents, language])].map((tag) => ({
              value: tag,
              label: t(`accent.${tag as 'en-US'}`, { defaultValue: tag }),
            }))}
            onChange={(value) => value !== null && onType('program.language', value)}
          />
          <VoicesNumber
            {...fields}
            field="program.deadlineSeconds"
            label={t('voices.settings.field.deadline')}
            description={t('voices.settings.deadlineHint')}
            unit="s"
          />
          <TryProgram program={unsaved ? null : saved} />
        </>
      )}
    </section>
  )
}
