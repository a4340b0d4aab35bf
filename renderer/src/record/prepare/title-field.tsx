import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { scriptBounds } from '#shared/entities/script/script.ts'
import { useDraft } from './draft-context.tsx'
import { leaveField } from './leave-field.ts'
import { useScript } from './use-script.ts'

/** What the sitting is called in lists. */
export function TitleField() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const { title } = useScript()
  return (
    <TextInput
      label={t('record.prepare.script.title')}
      maxLength={scriptBounds.titleMost}
      value={draft.title ?? title}
      error={title === '' ? t('record.prepare.script.lacks.title') : undefined}
      onKeyDown={leaveField}
      onChange={(event) => change({ title: event.currentTarget.value })}
    />
  )
}
