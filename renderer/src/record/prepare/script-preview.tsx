import { useTranslation } from 'react-i18next'
import type { Script } from '#shared/entities/script/script.ts'
import { Ipa } from '../../parts/ipa.tsx'
import { usePhonemes } from '../../parts/use-phonemes.ts'
import { estimateMinutes } from '../estimate-minutes.ts'
import { PromptText } from './prompt-text.tsx'
import styles from './script-preview.module.css'
import { usePromptTexts } from './use-prompt-texts.ts'

const shownLines = 8

/** How much it is, and what comes first. */
export function ScriptPreview({ script: { lines } }: { script: Script }) {
  const { t } = useTranslation()
  const rows = usePhonemes()
  const takes = lines.reduce((sum, line) => sum + line.takes, 0)
  const [first] = lines
  const each = first && lines.every((line) => line.takes === first.takes) ? first.takes : null
  const prompts = t('record.prepare.script.prompts', { count: lines.length })
  const inAll = t('record.prepare.script.takesInAll', { count: takes })
  const time = t('record.prepare.script.minutes', { count: estimateMinutes(takes) })
  const more = lines.length - shownLines
  const shown = lines.slice(0, shownLines)
  const texts = usePromptTexts(shown)

  return (
    <>
      <p className={styles.sum} aria-live="polite">
        {each === null
          ? t('record.prepare.script.sumUneven', { prompts, takes: inAll, time })
          : t('record.prepare.script.sum', {
              prompts,
              each: t('record.prepare.script.takesInAll', { count: each }),
              takes: inAll,
              time,
            })}
      </p>
      <ol className={styles.lines} aria-label={t('record.prepare.script.first')}>
        {shown.map((line, index) => {
          const phoneme = rows?.find(({ phoneme: { id } }) => id === line.phonemeId)?.phoneme
          const text = texts[index]
          return (
            <li key={line.promptId} className={styles.line}>
              <span className={styles.number}>{index + 1}</span>
              <Ipa symbol={phoneme?.ipaSymbol ?? '–'} size="row" />
              <span className={styles.text}>{text != null && <PromptText text={text} />}</span>
              <span className={styles.about}>{t(`context.${line.context}`)}</span>
              <span className={styles.takes}>× {line.takes}</span>
            </li>
          )
        })}
      </ol>
      {more > 0 && <p className={styles.more}>{t('record.prepare.script.more', { count: more })}</p>}
    </>
  )
}
