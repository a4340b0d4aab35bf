import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Script } from '#shared/entities/script/script.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { usePlace } from '../../parts/use-place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSitting } from '../sitting-context.tsx'
import { useDraft } from './draft-context.tsx'
import { freshDraft } from './draft.ts'
import { ModeChoice } from './mode-choice.tsx'
import { OpenedScript } from './opened-script.tsx'
import { ScriptChoices } from './script-choices.tsx'
import { ScriptFiles } from './script-files.tsx'
import { ScriptPreview } from './script-preview.tsx'
import styles from './script-step.module.css'
import { StepEnd } from './step-end.tsx'
import { TitleField } from './title-field.tsx'
import { useScript } from './use-script.ts'

/** What is recorded, how often, and in which order. */
export function ScriptStep({ speakerId, back }: { speakerId: string; back: React.ReactNode }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const { sitting } = useSitting()
  const { draft, change } = useDraft()
  const { go } = usePlace()
  const words = useErrorWords()
  const queryClient = useQueryClient()
  const { script, lacks, title, error } = useScript()
  const start = useMutation(queries.sittings.start.mutationOptions())
  const [starting, setStarting] = useState(false)
  const ready = script !== null && title !== '' && !starting

  const begin = async (named: Script) => {
    const { sittingId, mode } = draft
    setStarting(true)
    try {
      await start.mutateAsync({ sittingId, speakerId, script: named, mode })
      await sitting.joinSitting(sittingId)
    } catch {
      // The mutation has it, and it is told below.
      return setStarting(false)
    }
    change(freshDraft())
    void queryClient.invalidateQueries({ queryKey: queries.sittings.key() })
    return go({ room: 'record', phonemeId: 'sitting', detail: sittingId })
  }

  return (
    <>
      <div className={styles.columns}>
        <div className={styles.choices}>
          <TitleField />
          {draft.opened ? <OpenedScript opened={draft.opened} /> : <ScriptChoices />}
          <ModeChoice />
        </div>
        <aside className={styles.preview} aria-labelledby="preview-title">
          <h2 id="preview-title">{t('record.prepare.script.preview')}</h2>
          {error !== null && <Notice tone="bad">{words(error)}</Notice>}
          {lacks !== null && <p className={styles.lacks}>▲ {t(`record.prepare.script.lacks.${lacks}`)}</p>}
          {script && <ScriptPreview script={script} />}
          <ScriptFiles script={script} />
        </aside>
      </div>
      {start.error && <Notice tone="bad">{words(start.error)}</Notice>}
      <StepEnd back={back}>
        <ActionButton
          id="prepare.start"
          label={t('record.prepare.script.start')}
          group={t('record.prepare.title')}
          chord="Enter"
          tone="main"
          enabled={ready}
          whyNot={t(`record.prepare.script.lacks.${title === '' ? 'title' : (lacks ?? 'prompts')}`)}
          onAct={() => {
            if (script !== null) void begin(script)
          }}
        />
      </StepEnd>
    </>
  )
}
