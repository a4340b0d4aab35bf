import { Radio, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Ipa } from '../parts/ipa.tsx'
import type { FillChoice, TtsTarget } from '../parts/make-tts-context.ts'
import { fillChoices } from '../parts/make-tts-context.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { usePhonemes } from '../parts/use-phonemes.ts'
import { FormButtons } from '../ui/form-buttons.tsx'
import { FillReport } from './fill-report.tsx'
import styles from './make-tts.module.css'
import { useFill } from './use-fill.ts'
import { VoicePicker } from './voice-picker.tsx'

/** For which phonemes, in which voices, and whether what is there is made again. */
export function MakeTtsForm({ target, onClose }: { target: TtsTarget; onClose: () => void }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const phonemes = (usePhonemes() ?? []).map(({ phoneme }) => phoneme)
  const categories = useQuery(queries.phonemes.categories.queryOptions()).data ?? []
  const [categoryId, setCategoryId] = useState<string | null>(null)
  const [voices, setVoices] = useState<string[]>([])
  const [which, setWhich] = useState<FillChoice>(target.which ?? 'missing')
  const fill = useFill()

  const named = target.kind === 'phonemes' ? new Set(target.phonemeIds) : null
  const meant = phonemes.filter(
    (phoneme) => named?.has(phoneme.id) ?? (categoryId === null || phoneme.categoryId === categoryId),
  )

  if (fill.status !== 'idle') return <FillReport fill={fill} onClose={onClose} />
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        fill.mutate({
          ...(named && { phonemes: [...named] }),
          ...(categoryId !== null && { categoryId }),
          ...(voices.length > 0 && { voices }),
          which,
          sourceType: 'tts',
        })
      }}
    >
      {target.kind === 'every phoneme' ? (
        <Select
          label={t('voices.make.phonemes')}
          value={categoryId ?? 'all'}
          data={[
            { value: 'all', label: t('voices.make.allPhonemes', { count: phonemes.length }) },
            ...categories.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => setCategoryId(categories.find(({ id }) => id === value)?.id ?? null)}
        />
      ) : (
        <p className={styles.meant}>
          {t('voices.make.for', { count: meant.length })}{' '}
          {meant.slice(0, mostNamed).map(({ id, ipaSymbol }) => (
            <span key={id} className={styles.symbol}>
              <Ipa symbol={ipaSymbol} size="row" />
            </span>
          ))}
          {meant.length > mostNamed && '…'}
        </p>
      )}
      <VoicePicker phonemes={meant} chosen={voices} onChoose={setVoices} />
      <Radio.Group
        label={t('voices.make.which')}
        value={which}
        onChange={(value) => setWhich(fillChoices.find((choice) => choice === value) ?? 'missing')}
      >
        <div className={styles.options}>
          {fillChoices.map((choice) => (
            <Radio
              key={choice}
              value={choice}
              label={t(`voices.make.choice.${choice}`)}
              description={t(`voices.make.choiceAbout.${choice}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <p className={styles.most} aria-live="polite">
        {t('voices.make.most', { count: meant.length * Math.max(1, voices.length) })}
      </p>
      <FormButtons
        submit={t('voices.make.submit')}
        cancel={t('common.cancel')}
        busy={false}
        enabled={meant.length > 0}
        onCancel={onClose}
      />
    </form>
  )
}

const mostNamed = 24
