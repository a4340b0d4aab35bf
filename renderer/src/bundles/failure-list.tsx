import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/contract/studio.ts'
import { Ipa } from '../parts/ipa.tsx'
import { useFailureWords } from '../parts/use-failure-words.ts'
import { useVoiceIdName } from '../parts/use-voice-name.ts'
import { LongList } from '../ui/long-list.tsx'
import styles from './bundles-room.module.css'

/** What of a bundle went another way than asked, each with its reason. */
export function FailureList({ failures }: { failures: readonly Failure[] }) {
  const { t } = useTranslation()
  const words = useFailureWords()
  return (
    <LongList items={failures} className={styles.list} more={(count) => t('bundles.more', { count })}>
      {(failure, index) => (
        // Several may read alike; none of them ever moves.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <FailureName failure={failure} />
          {words(failure)}
        </li>
      )}
    </LongList>
  )
}

function FailureName({ failure: { label, data } }: { failure: Failure }) {
  const { t } = useTranslation()
  const voiceIdName = useVoiceIdName()
  const { ipaSymbol, voiceName, kind } = data
  const name = typeof voiceName === 'string' ? voiceIdName(voiceName) : ''
  if (typeof ipaSymbol === 'string' && ipaSymbol !== '')
    return (
      <strong>
        <Ipa symbol={ipaSymbol} /> <bdi>{name}</bdi>
        {' – '}
      </strong>
    )
  if (typeof kind === 'string')
    return (
      <strong>
        {t(`bundles.kind.${kind as 'takes'}`, { defaultValue: kind })} <bdi className={styles.id}>{label}</bdi>
        {' – '}
      </strong>
    )
  return label === '' ? null : (
    <strong>
      <bdi>{label}</bdi>
      {' – '}
    </strong>
  )
}
