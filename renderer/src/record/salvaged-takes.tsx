import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Ipa } from '../parts/ipa.tsx'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { usePhonemes } from '../parts/use-phonemes.ts'
import { usePlace } from '../parts/use-place.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { WorkArea } from '../ui/work-area.tsx'
import styles from './record-room.module.css'
import { TakeActions } from './take-actions.tsx'
import { TakeList } from './take-list.tsx'

/** What a crash left, put together again: for a person to hear and decide on. */
export function SalvagedTakes() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useErrorWords()
  const { go } = usePlace()
  const phonemes = usePhonemes()
  const takes = useQuery(queries.takes.list.queryOptions({ input: { salvagedOnly: true } }))
  const [chosenId, setChosenId] = useState<string | null>(null)
  const undecided = (takes.data ?? []).filter(({ take }) => take.verdict === 'new')
  const chosen = undecided.find(({ take }) => take.id === chosenId) ?? undecided[0]
  const phoneme = phonemes?.find((row) => row.phoneme.id === chosen?.take.phonemeId)?.phoneme
  const back = (
    <ActionButton
      id="salvaged.back"
      label={t('record.salvaged.back')}
      group={t('record.title')}
      chord="Escape"
      onAct={() => go({ room: 'record', phonemeId: phoneme?.id ?? null })}
    />
  )

  return (
    <WorkArea title={t('record.salvaged.title')} aside={back}>
      {takes.error && <Notice tone="bad">{words(takes.error)}</Notice>}
      {chosen ? (
        <>
          <Notice tone="look">{t('record.salvaged.text')}</Notice>
          <div className={styles.takesHead}>
            <h2>{phoneme && <Ipa symbol={phoneme.ipaSymbol} size="heading" />}</h2>
            <TakeActions key={chosen.take.id} view={chosen} enabled />
          </div>
          <TakeList takes={undecided} chosenId={chosen.take.id} onChoose={setChosenId} />
        </>
      ) : (
        takes.data && <EmptyState title={t('record.salvaged.none')}>{t('record.salvaged.noneText')}</EmptyState>
      )}
    </WorkArea>
  )
}
