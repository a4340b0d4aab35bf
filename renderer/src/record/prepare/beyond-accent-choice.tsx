import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PhonemeRow } from '#shared/contract/studio.ts'
import { Ipa } from '../../parts/ipa.tsx'
import type { ScriptChoice } from './draft.ts'
import styles from './script-step.module.css'

/** What the speaker's accent lacks: said, and asked for only where somebody wants it. */
export function BeyondAccentChoice({
  choice: { which, beyondAccent },
  beyond,
  accent,
  onChoose,
}: {
  choice: ScriptChoice
  beyond: PhonemeRow[]
  accent: string
  onChoose: (part: Partial<ScriptChoice>) => void
}) {
  const { t } = useTranslation()
  const named = { count: beyond.length, accent: t(`accent.${accent as 'en-US'}`, { defaultValue: accent }) }
  const symbols = (
    <span className={styles.symbols}>
      {beyond.map(({ phoneme: { id, ipaSymbol } }) => (
        <Ipa key={id} symbol={ipaSymbol} size="row" />
      ))}
    </span>
  )
  if (which === 'picked')
    return (
      <p className={styles.beyond}>
        {t('record.prepare.script.beyond.lacked', named)} {symbols}
      </p>
    )
  return (
    <Checkbox
      label={
        <>
          {t('record.prepare.script.beyond.also', named)} {symbols}
        </>
      }
      description={t('record.prepare.script.beyond.why', named)}
      checked={beyondAccent}
      onChange={(event) => onChoose({ beyondAccent: event.currentTarget.checked })}
    />
  )
}
