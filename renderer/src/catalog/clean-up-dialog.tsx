import { Progress, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runStream } from '../api/run-stream.ts'
import type { StudioClient } from '../api/studio-connection.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { useFailureWords } from '../parts/use-failure-words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './catalog-room.module.css'
import { readCleanUp } from './read-clean-up.ts'

type CleanUpAsked = Parameters<StudioClient['cache']['cleanup']>[0]

/** Takes away machine clips: first it is shown what would go, then it goes. */
export function CleanUpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} title={t('catalog.clean.title')} closeLabel={t('common.close')} onClose={onClose}>
      <CleanUpForm onClose={onClose} />
    </Dialog>
  )
}

function CleanUpForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { connection } = useStudio()
  const queryClient = useQueryClient()
  const words = useErrorWords()
  const failureWords = useFailureWords()
  const [days, setDays] = useState('30')
  const [budget, setBudget] = useState('')
  const { asked, faults } = readCleanUp({ days, budget })
  const [step, setStep] = useState<{ done: number; total: number } | null>(null)
  const cleanUp = async (what: CleanUpAsked) => {
    setStep(null)
    return runStream(await connection.client.cache.cleanup(what), setStep)
  }
  const looking = useMutation({ mutationFn: cleanUp })
  const cleaning = useMutation({ mutationFn: cleanUp, onSettled: () => queryClient.invalidateQueries() })
  const would = looking.data
  const done = cleaning.data
  const error = cleaning.error ?? looking.error
  // What was shown holds for what was asked then, and for nothing else.
  const type = (set: (text: string) => void) => (event: React.ChangeEvent<HTMLInputElement>) => {
    set(event.currentTarget.value)
    looking.reset()
    cleaning.reset()
  }
  const clean = () => {
    if (asked) cleaning.mutate({ ...asked, dryRun: false }, { onSuccess: () => looking.reset() })
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        cleaning.reset()
        if (asked) looking.mutate({ ...asked, dryRun: true })
      }}
    >
      <p>{t('catalog.clean.about')}</p>
      <TextInput
        label={t('catalog.clean.days')}
        inputMode="numeric"
        data-autofocus
        value={days}
        error={faults.days && t('catalog.clean.daysFault')}
        onChange={type(setDays)}
      />
      <TextInput
        label={t('catalog.clean.budget')}
        description={t('catalog.clean.budgetHint')}
        inputMode="decimal"
        value={budget}
        error={faults.budget && t('catalog.clean.budgetFault')}
        onChange={type(setBudget)}
      />
      <output>
        {would && (
          <Notice tone={would.removed.length > 0 ? 'look' : 'info'}>
            {t('catalog.clean.would', { count: would.removed.length, freed: would.freedMb, kept: would.keptMb })}
            {would.removed.length > 0 &&
              ` ${t('catalog.clean.reasons', {
                expired: would.removed.filter(({ why }) => why === 'expired').length,
                over: would.removed.filter(({ why }) => why === 'over budget').length,
              })}`}
          </Notice>
        )}
        {done && (
          <Notice tone="info">
            {t('catalog.clean.done', { count: done.removed.length, freed: done.freedMb, kept: done.keptMb })}
          </Notice>
        )}
      </output>
      {cleaning.isPending && step && (
        <Progress
          value={(step.done / Math.max(1, step.total)) * 100}
          aria-label={t('catalog.clean.title')}
          transitionDuration={0}
        />
      )}
      {done && done.failures.length > 0 && (
        <Notice tone="bad">
          <ul>
            {[...new Set(done.failures.map(failureWords))].map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Notice>
      )}
      {error && <Notice tone="bad">{words(error)}</Notice>}
      <div className={styles.buttons}>
        <Button onAct={onClose}>{t(done ? 'common.close' : 'common.cancel')}</Button>
        <Button type="submit" enabled={asked !== null} busy={looking.isPending}>
          {t('catalog.clean.look')}
        </Button>
        <Button
          tone="main"
          enabled={would !== undefined && would.removed.length > 0}
          busy={cleaning.isPending}
          onAct={clean}
        >
          {t('catalog.clean.remove', { count: would?.removed.length ?? 0 })}
        </Button>
      </div>
    </form>
  )
}
