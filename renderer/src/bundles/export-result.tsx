import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { ExportResultSchema, Failure } from '#shared/contract/studio.ts'
import { Ipa } from '../parts/ipa.tsx'
import { useStudio } from '../parts/studio-context.tsx'
import { useFailureWords } from '../parts/use-failure-words.ts'
import { Fact, FactList } from '../ui/fact-list.tsx'
import { formatBytes } from '../ui/format-bytes.ts'
import styles from './bundles-room.module.css'

function LeftOutName({ data: { ipaSymbol, voiceName } }: Pick<Failure, 'data'>) {
  return (
    <strong>
      <Ipa symbol={String(ipaSymbol)} /> {String(voiceName)}
    </strong>
  )
}

type Result = z.infer<typeof ExportResultSchema>

export function ExportResult({ result }: { result: Result }) {
  const { t } = useTranslation()
  const { connection } = useStudio()
  const failureWords = useFailureWords()
  return (
    <section className={styles.result} aria-labelledby="export-title">
      <h2 id="export-title" className={styles.resultTitle}>
        <span aria-hidden="true">✓</span> {t('bundles.done')}
      </h2>
      <FactList>
        <Fact name={t('bundles.file')}>
          {connection.door === 'browser' ? (
            <a className={styles.download} href={result.url} download={result.fileName}>
              <IconDownload size="1rem" stroke={1.75} aria-hidden="true" />
              {result.fileName}
            </a>
          ) : (
            result.fileName
          )}
        </Fact>
        <Fact name={t('bundles.place')}>{result.path}</Fact>
        <Fact name={t('bundles.size')}>{formatBytes(result.sizeBytes)}</Fact>
        <Fact name={t('bundles.sources')}>{result.sources}</Fact>
        <Fact name="SHA-256">
          <code className={styles.hash}>{result.sha256}</code>
        </Fact>
      </FactList>
      {result.leftOut.length === 0 ? (
        <p className={styles.step}>{t('bundles.nothingLeftOut')}</p>
      ) : (
        <>
          <h3>{t('bundles.leftOut', { count: result.leftOut.length })}</h3>
          <ul className={styles.leftOut}>
            {result.leftOut.map((failure) => (
              <li key={`${failure.label} ${failure.code}`}>
                <LeftOutName data={failure.data} /> – {failureWords(failure)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
