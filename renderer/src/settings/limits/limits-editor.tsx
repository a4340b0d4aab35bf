import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import type { StudioSettings } from '#shared/contract/settings.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { useErrorWords } from '../../parts/use-error-words.ts'
import { usePlace } from '../../parts/use-place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { useAnnounce } from '../../ui/announcer.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { formatDate } from '../../ui/format-date.ts'
import { Notice } from '../../ui/notice.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { ClassTable } from './class-table.tsx'
import { GeneralFields } from './general-fields.tsx'
import type { LimitPath } from './limit-fields.ts'
import type { LimitsDraft } from './limits-draft.ts'
import { changedDraft, differing, readLimits } from './limits-draft.ts'
import styles from './limits.module.css'
import { createRememberedDraft } from './remembered-draft.ts'

export function LimitsEditor({ settings: { takeLimits, takeLimitsChangedAt } }: { settings: StudioSettings }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const queryClient = useQueryClient()
  const { go } = usePlace()
  const words = useErrorWords()
  const announce = useAnnounce()
  const [remembered] = useState(() => createRememberedDraft(sessionStorage))
  const [typed, setTyped] = useState<LimitsDraft>(() => remembered.read())
  const [resetting, setResetting] = useState(false)
  const draft = changedDraft(takeLimits, typed)
  const { limits, faults } = readLimits(takeLimits, draft)
  const group = t('settings.limits.title')
  const unsaved = Object.keys(draft).length
  const wrong = Object.keys(faults).length
  const ownValues = differing(takeLimits, defaultCheckLimits).length

  const type = (next: LimitsDraft) => {
    setTyped(next)
    remembered.write(next)
  }
  const setLimits = useMutation(
    queries.settings.setTakeLimits.mutationOptions({
      onSuccess: (settings) => {
        queryClient.setQueryData(queries.settings.get.queryKey(), settings)
        type({})
        announce(t('settings.limits.saved'))
      },
    }),
  )
  const shared = {
    draft: typed,
    standing: takeLimits,
    faults,
    onType: (path: LimitPath, text: string) => type({ ...typed, [path]: text }),
  }

  return (
    <WorkArea
      wide
      title={t('settings.limits.title')}
      aside={
        <>
          <ActionButton
            id="limits.back"
            label={t('settings.limits.back')}
            group={group}
            chord="Escape"
            tone="quiet"
            onAct={() => go({ room: 'settings', phonemeId: null })}
          />
          <ActionButton
            id="limits.reset"
            label={t('settings.limits.reset')}
            group={group}
            enabled={ownValues > 0 && !setLimits.isPending}
            whyNot={t('settings.limits.isNew')}
            onAct={() => setResetting(true)}
          />
          <ActionButton
            id="limits.discard"
            label={t('settings.limits.discard')}
            group={group}
            enabled={unsaved > 0}
            whyNot={t('settings.limits.nothingUnsaved')}
            onAct={() => type({})}
          />
          <ActionButton
            id="limits.save"
            label={t('settings.limits.save')}
            group={group}
            chord="Mod+s"
            tone="main"
            enabled={unsaved > 0 && wrong === 0 && !setLimits.isPending}
            whyNot={wrong > 0 ? t('settings.limits.wrong', { count: wrong }) : t('settings.limits.nothingUnsaved')}
            onAct={() => setLimits.mutate({ limits })}
          />
        </>
      }
    >
      {setLimits.error && <Notice tone="bad">{words(setLimits.error)}</Notice>}
      <div className={styles.page}>
        <div className={styles.about}>
          <p>{t('settings.limits.about')}</p>
          <p className={styles.state}>
            {ownValues === 0 || takeLimitsChangedAt === null
              ? t('settings.limits.isNew')
              : t('settings.limits.own', { count: ownValues, date: formatDate(takeLimitsChangedAt) })}
            {unsaved > 0 && ` ${t('settings.limits.unsaved', { count: unsaved })}`}
          </p>
        </div>
        <GeneralFields {...shared} />
        <ClassTable {...shared} />
      </div>
      <ConfirmDialog
        open={resetting}
        title={t('settings.limits.resetTitle')}
        confirm={t('settings.limits.reset')}
        cancel={t('common.cancel')}
        closeLabel={t('common.close')}
        onConfirm={() => setLimits.mutate({ limits: null })}
        onClose={() => setResetting(false)}
      >
        {t('settings.limits.resetText', { count: ownValues })}
      </ConfirmDialog>
    </WorkArea>
  )
}
