import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readExportChoice } from '../../parts/export-choice.ts'
import { usePlace } from '../../parts/use-place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useCell } from '../../ui/use-cell.ts'
import { WorkArea } from '../../ui/work-area.tsx'
import { BundlePages } from '../bundle-pages.tsx'
import styles from '../bundles-room.module.css'
import { useExporting } from '../exporting-context.ts'
import { useBundleErrorWords } from '../use-bundle-error-words.ts'
import { WorkProgress } from '../work-progress.tsx'
import { ExportResult } from './export-result.tsx'
import { FormChoices } from './form-choices.tsx'
import type { ExportForm } from './export-form.ts'
import { firstForm, optionsOf } from './export-form.ts'
import { WhatChoice } from './what-choice.tsx'

/** Chooses what goes into a bundle and in which forms, and shows it being written. */
export function ExportPage() {
  const { place } = usePlace()
  const handed = readExportChoice(place, history.state)
  // Another list sent another choice: the form begins anew.
  return <ExportWork key={JSON.stringify(handed)} handed={handed} />
}

function ExportWork({ handed }: { handed: ReturnType<typeof readExportChoice> }) {
  const { t } = useTranslation()
  const words = useBundleErrorWords()
  const announce = useAnnounce()
  const exporting = useExporting()
  const state = useCell(exporting.state)
  const [form, setForm] = useState<ExportForm>(() => firstForm(handed))
  const change = (part: Partial<ExportForm>) => setForm({ ...form, ...part })
  const working = state.kind === 'working'

  const start = async () => {
    await exporting.start(optionsOf(form))
    const { kind } = exporting.state.get()
    if (kind === 'done') announce(t('bundles.done'))
    if (kind === 'cancelled') announce(t('bundles.cancelled'))
  }

  return (
    <WorkArea title={t('bundles.title')} aside={<BundlePages />}>
      <p className={styles.about}>{t('bundles.about')}</p>
      {!working && (
        <div className={styles.form}>
          <WhatChoice handed={handed} what={form.what} onChoose={(what) => change({ what })} />
          <FormChoices form={form} onChange={change} />
        </div>
      )}
      {working ? (
        <WorkProgress label={t('bundles.exporting')} progress={state.progress} onCancel={() => exporting.cancel()} />
      ) : (
        <div>
          <ActionButton
            id="bundles.export"
            label={t('bundles.export')}
            group={t('bundles.title')}
            chord="e"
            tone="main"
            onAct={() => void start()}
          />
        </div>
      )}
      {state.kind === 'cancelled' && <Notice tone="info">{t('bundles.cancelled')}</Notice>}
      {state.kind === 'failed' && <Notice tone="bad">{words(state.error)}</Notice>}
      {state.kind === 'done' && <ExportResult key={state.result.path} result={state.result} />}
    </WorkArea>
  )
}
