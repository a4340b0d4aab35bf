import { IconDownload } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportResult as Result } from '#shared/contract/bundles.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { formatBytes } from '../../ui/format-bytes.ts'
import styles from '../bundles-room.module.css'
import { FailureList } from '../failure-list.tsx'
import ownStyles from './export-result.module.css'

/** The file, what is in it, what is not and why, and what somebody should know. */
export function ExportResult({ result }: { result: Result }) {
  const { t } = useTranslation()
  const { connection } = useStudio()
  const section = useRef<HTMLElement>(null)
  const { fileName, url, path, sizeBytes, sha256, sources, takes, renditions, leftOut, notes } = result
  useEffect(() => {
    // It stands below the choices, where a low window would not show it. Newer browsers give a promise, which is no clean-up.
    section.current?.focus({ preventScroll: true })
    section.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section ref={section} className={ownStyles.result} tabIndex={-1} aria-labelledby="export-title">
      <h2 id="export-title" className={styles.resultTitle}>
        <span aria-hidden="true">✓</span> {t('bundles.done')}
      </h2>
      <FactList>
        <Fact name={t('bundles.file')}>
          {connection.door === 'browser' ? (
            <a className={ownStyles.download} href={url} download={fileName}>
              <IconDownload size="1rem" stroke={1.75} aria-hidden="true" />
              {fileName}
            </a>
          ) : (
            fileName
          )}
        </Fact>
        <Fact name={t('bundles.place')}>{path}</Fact>
        <Fact name={t('bundles.size')}>{formatBytes(sizeBytes)}</Fact>
        <Fact name={t('bundles.sources')}>{t('bundles.number', { value: sources })}</Fact>
        {renditions > 0 && <Fact name={t('bundles.renditions')}>{t('bundles.number', { value: renditions })}</Fact>}
        {takes > 0 && <Fact name={t('bundles.takes')}>{t('bundles.number', { value: takes })}</Fact>}
        <Fact name="SHA-256">
          <code className={styles.hash}>{sha256}</code>
        </Fact>
      </FactList>
      {leftOut.length === 0 ? (
        <p className={styles.step}>{t('bundles.nothingLeftOut')}</p>
      ) : (
        <>
          <h3>{t('bundles.leftOut', { count: leftOut.length })}</h3>
          <FailureList failures={leftOut} />
        </>
      )}
      {notes.length > 0 && (
        <>
          <h3>{t('bundles.notes')}</h3>
          <FailureList failures={notes} />
        </>
      )}
    </section>
  )
}
