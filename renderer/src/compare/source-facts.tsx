import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { formatBytes } from '../ui/format-bytes.ts'
import { clipFacts } from './clip-facts.ts'
import styles from './source-cards.module.css'

/** What it says, with what, until when, how often it was heard, how old and how large it is. */
export function SourceFacts({ view }: { view: SourceView }) {
  const { t } = useTranslation()
  // The days of a clip do not change while one looks at it.
  const [nowMs] = useState(() => Date.now())
  const { says, engine, rate, expiry, ageDays, plays, sizeBytes } = clipFacts(view, nowMs)
  const expires = () => {
    if (expiry.kind === 'never') return t('catalog.never')
    if (expiry.kind === 'in') return t('compare.facts.in', { count: expiry.days })
    return t('compare.facts.ago', { count: expiry.days })
  }
  const facts: [name: string, value: string | null][] = [
    [
      t('compare.facts.says'),
      says && (says.kind === 'phoneme' ? t('compare.facts.phoneme') : t('compare.facts.word', { word: says.word })),
    ],
    [t('compare.facts.engine'), engine],
    [t('compare.facts.rate'), rate],
    [t('compare.facts.expires'), expires()],
    [t('compare.facts.plays'), t('compare.facts.number', { value: plays })],
    [t('compare.facts.age'), t('compare.facts.days', { count: ageDays })],
    [t('compare.facts.size'), sizeBytes === null ? null : formatBytes(sizeBytes)],
  ]
  return (
    <dl className={styles.facts} data-expired={expiry.kind === 'ago' || undefined}>
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
