import { Checkbox, Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Ipa } from '../../parts/ipa.tsx'
import { useStudio } from '../../parts/studio-context.tsx'
import { usePhonemes } from '../../parts/use-phonemes.ts'
import { BeyondAccentChoice } from './beyond-accent-choice.tsx'
import { beyondAccent } from './beyond-accent.ts'
import { offeredTogether, withOrWithout } from './choose-phonemes.ts'
import type { ScriptChoice } from './draft.ts'
import styles from './script-step.module.css'
import { useSpeakerAccent } from './use-speaker-accent.ts'

const ways = ['all', 'categories', 'picked'] as const

/** All sounds, those of some categories, or one by one. */
export function PhonemeChoice({
  choice,
  onChoose,
}: {
  choice: ScriptChoice
  onChoose: (part: Partial<ScriptChoice>) => void
}) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const rows = usePhonemes() ?? []
  const accent = useSpeakerAccent()
  const beyond = beyondAccent(rows, accent)
  const offered = offeredTogether(choice, rows, accent)
  const categories = useQuery(queries.phonemes.categories.queryOptions())
  const groups = (categories.data ?? [])
    .map((category) => ({ category, members: rows.filter(({ phoneme }) => phoneme.categoryId === category.id) }))
    .filter(({ members }) => members.length > 0)
  const { which, categoryIds, phonemeIds } = choice

  return (
    <div className={styles.group}>
      <Radio.Group
        label={t('record.prepare.script.phonemes')}
        value={which}
        onChange={(value) => onChoose({ which: ways.find((way) => way === value) ?? 'all' })}
      >
        <div className={styles.inRow}>
          {ways.map((way) => (
            <Radio key={way} value={way} label={t(`record.prepare.script.which.${way}`, { count: offered.length })} />
          ))}
        </div>
      </Radio.Group>
      {which === 'categories' && (
        <fieldset className={styles.inRow}>
          <legend className="visually-hidden">{t('record.prepare.script.which.categories')}</legend>
          {groups.map(({ category: { id, name }, members }) => (
            <Checkbox
              key={id}
              label={t('record.prepare.script.category', {
                name,
                count: members.filter((row) => offered.includes(row)).length,
              })}
              checked={categoryIds.includes(id)}
              onChange={(event) =>
                onChoose({ categoryIds: withOrWithout(categoryIds, id, event.currentTarget.checked) })
              }
            />
          ))}
        </fieldset>
      )}
      {which === 'picked' &&
        groups.map(({ category: { id, name }, members }) => (
          <fieldset key={id} className={styles.picks}>
            <legend className={styles.legend}>{name}</legend>
            {members.map(({ phoneme: { id: phonemeId, ipaSymbol, spokenText } }) => (
              <Checkbox
                key={phonemeId}
                label={
                  <>
                    <Ipa symbol={ipaSymbol} size="row" /> <span className={styles.word}>{spokenText}</span>
                  </>
                }
                checked={phonemeIds.includes(phonemeId)}
                onChange={(event) =>
                  onChoose({ phonemeIds: withOrWithout(phonemeIds, phonemeId, event.currentTarget.checked) })
                }
              />
            ))}
          </fieldset>
        ))}
      {accent !== null && beyond.length > 0 && (
        <BeyondAccentChoice choice={choice} beyond={beyond} accent={accent} onChoose={onChoose} />
      )}
    </div>
  )
}
