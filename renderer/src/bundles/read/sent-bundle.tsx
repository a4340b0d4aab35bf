import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/action-button.tsx'
import { formatBytes } from '../../ui/format-bytes.ts'
import { Notice } from '../../ui/notice.tsx'
import styles from '../bundles-room.module.css'
import type { BundleReading, ReadingWork, SentFile } from '../reading.ts'
import { WorkProgress } from '../work-progress.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import { ImportPlan } from './import-plan.tsx'
import { ReadingFailed } from './reading-failed.tsx'
import { VerifyReport } from './verify-report.tsx'

/** A bundle that lies in the studio for as long as somebody looks at it. */
export function SentBundle({ reading, file, work }: { reading: BundleReading; file: SentFile; work: ReadingWork }) {
  const { t } = useTranslation()
  const group = t('bundles.title')
  const idle = work.kind !== 'working'
  return (
    <>
      <h2 className={styles.fileName}>
        <bdi>{file.fileName}</bdi> <span className={styles.step}>{formatBytes(file.sizeBytes)}</span>
      </h2>
      {work.kind === 'working' && (
        <WorkProgress
          label={t(`bundles.read.step.${work.step === 'import' && work.progress?.label ? 'place' : work.step}`)}
          progress={work.progress}
          onCancel={() => reading.stop()}
        />
      )}
      {idle && (
        <div className={styles.actions}>
          <ActionButton
            id="bundles.verify"
            label={t('bundles.read.verify')}
            group={group}
            chord="c"
            tone={work.kind === 'idle' ? 'main' : 'plain'}
            onAct={() => void reading.verify()}
          />
          <ActionButton
            id="bundles.plan"
            label={t('bundles.read.plan')}
            group={group}
            chord="s"
            tone={work.kind === 'verified' && work.result.valid ? 'main' : 'plain'}
            onAct={() => void reading.plan()}
          />
          <ActionButton
            id="bundles.putAway"
            label={t('bundles.read.putAway')}
            group={group}
            chord="Backspace"
            tone="quiet"
            onAct={() => reading.putAway()}
          />
        </div>
      )}
      {work.kind === 'idle' && work.stopped !== null && (
        <Notice tone="info">{t(`bundles.read.stopped.${work.stopped}`)}</Notice>
      )}
      {work.kind === 'verified' && <VerifyReport result={work.result} />}
      {work.kind === 'planned' && (
        <ImportPlan plan={work.result} onTake={(decisions) => void reading.takeOver(decisions)} />
      )}
      {work.kind === 'imported' && <ImportOutcome result={work.result} />}
      {work.kind === 'failed' && <ReadingFailed error={work.error} />}
    </>
  )
}
