import { useTranslation } from 'react-i18next'
import type { VerifyResult } from '#shared/contract/bundles.ts'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { formatBytes } from '../../ui/format-bytes.ts'
import styles from '../bundles-room.module.css'
import { FaultList } from './fault-list.tsx'

/** Labels of bag-info.txt that a person asks for. */
const told = ['Source-Organization', 'Bagging-Date', 'Bag-Software-Agent'] as const

/** Whole, or what is wrong with it. */
export function VerifyReport({ result: { valid, faults, faultCount, info, counts } }: { result: VerifyResult }) {
  const { t } = useTranslation()
  const number = (value: number) => t('bundles.number', { value })
  return (
    <section className={styles.part} aria-labelledby="verify-title">
      <h2 id="verify-title" className={styles.resultTitle} data-tone={valid ? 'good' : 'bad'}>
        <span aria-hidden="true">{valid ? '✓' : '✕'}</span> {t(valid ? 'bundles.read.whole' : 'bundles.read.broken')}
      </h2>
      <p>{t(valid ? 'bundles.read.wholeText' : 'bundles.read.brokenText')}</p>
      <FactList>
        <Fact name={t('bundles.read.filesInIt')}>
          {number(counts.files)} · {formatBytes(counts.bytes)}
        </Fact>
        <Fact name={t('bundles.sources')}>{number(counts.sources)}</Fact>
        <Fact name={t('bundles.takes')}>{number(counts.takes)}</Fact>
        <Fact name={t('bundles.read.phonemes')}>{number(counts.phonemes)}</Fact>
        {told.map((label) => {
          const values = info[label] ?? []
          return values.length === 0 ? null : (
            <Fact key={label} name={t(`bundles.read.info.${label}`)}>
              <bdi>{values.join(', ')}</bdi>
            </Fact>
          )
        })}
      </FactList>
      {faultCount > 0 && <FaultList faults={faults} count={faultCount} />}
    </section>
  )
}
