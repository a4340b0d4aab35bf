import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PhonemeRow } from '#shared/contract/studio.ts'
import type { MarkedType } from '../parts/source-mark.tsx'
import { SourceMark } from '../parts/source-mark.tsx'
import { ExemplarWord } from '../parts/exemplar-word.tsx'
import { Ipa } from '../parts/ipa.tsx'
import styles from './phoneme-list.module.css'

const types = ['native', 'tts', 'generated'] as const

/** One phoneme: its symbol, a word that has it, and which kinds of source there are, each in its own column; the one that the rule picks is underlined. */
export function PhonemeItem({
  row: { phoneme, counts, resolution },
  path,
  chosen,
  onChosen,
}: {
  row: PhonemeRow
  path: string
  chosen: boolean
  onChosen: () => void
}) {
  const { t } = useTranslation()
  const link = useRef<HTMLAnchorElement>(null)
  const picked: MarkedType = resolution.sourceType ?? 'web_speech'
  const some = types.some((type) => counts[type] > 0)
  const exemplar = phoneme.exemplars.find(({ word }) => word === phoneme.spokenText) ?? phoneme.exemplars[0]

  useEffect(() => {
    if (chosen) link.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  return (
    <li>
      <a
        ref={link}
        className={styles.item}
        href={`#${path}`}
        aria-current={chosen ? 'true' : undefined}
        onClick={onChosen}
      >
        <span className={styles.symbol}>
          <Ipa symbol={phoneme.ipaSymbol} size="row" />
        </span>
        <span className={styles.word}>
          {exemplar && <ExemplarWord word={exemplar.word} marked={exemplar.marked} quiet />}
        </span>
        <span className={styles.marks}>
          {types.map((type) => (
            <span key={type} className={styles.place}>
              {counts[type] > 0 && (
                <SourceMark
                  type={type}
                  picked={type === picked}
                  title={t(type === picked ? 'list.markPicked' : 'list.mark', {
                    type: t(`source.type.${type}`),
                    count: counts[type],
                  })}
                />
              )}
              {!some && type === 'native' && <SourceMark type="web_speech" title={t('list.markNone')} />}
            </span>
          ))}
        </span>
      </a>
    </li>
  )
}
