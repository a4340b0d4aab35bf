import { IconFileImport } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Script } from '#shared/entities/script/script.ts'
import { studioErrorData } from '../../api/declared-error.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useDraft } from './draft-context.tsx'
import { offerDownload } from './offer-download.ts'
import styles from './script-files.module.css'

/** Scripts come from files, and go into them, so that others record the same. */
export function ScriptFiles({ script }: { script: Script | null }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const { change } = useDraft()
  const words = useErrorWords()
  const field = useRef<HTMLInputElement>(null)
  const read = useMutation(queries.scripts.read.mutationOptions())
  const write = useMutation(queries.scripts.write.mutationOptions())
  const group = t('record.prepare.title')
  const error = read.error ?? write.error
  const more = studioErrorData(error, 'SCRIPT_WRONG')?.more ?? 0

  const open = (file: File) => {
    write.reset()
    read.mutate(
      { file, fileName: file.name },
      {
        onSuccess: ({ script: opened }) =>
          change({ opened: { fileName: file.name, script: opened }, title: opened.title }),
      },
    )
  }
  const save = (form: 'json' | 'csv') => {
    if (script === null) return
    read.reset()
    write.mutate({ script, form }, { onSuccess: ({ fileName, text }) => offerDownload(fileName, text) })
  }

  return (
    <div className={styles.files}>
      <input
        ref={field}
        type="file"
        accept=".json,.csv,.txt,application/json,text/csv"
        hidden
        aria-label={t('record.prepare.script.open')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file) open(file)
          // The same file, corrected, can be opened again.
          event.currentTarget.value = ''
        }}
      />
      <ActionButton
        id="prepare.openScript"
        label={t('record.prepare.script.open')}
        group={group}
        chord="o"
        icon={<IconFileImport size="1rem" stroke={1.75} aria-hidden="true" />}
        enabled={!read.isPending}
        onAct={() => field.current?.click()}
      />
      {(['json', 'csv'] as const).map((form) => (
        <ActionButton
          key={form}
          id={`prepare.save.${form}`}
          label={t(`record.prepare.script.save.${form}`)}
          group={group}
          chord={form === 'json' ? 'j' : 'c'}
          tone="quiet"
          enabled={script !== null && script.title !== '' && !write.isPending}
          whyNot={t('record.prepare.script.lacks.prompts')}
          onAct={() => save(form)}
        />
      ))}
      {error && (
        <Notice tone="bad">
          <p>{words(error)}</p>
          {more > 0 && <p>{t('record.prepare.script.moreFaults', { count: more })}</p>}
        </Notice>
      )}
    </div>
  )
}
