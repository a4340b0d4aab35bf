import { Checkbox, Progress } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runStream } from '../api/run-stream.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { useAnnounce } from '../ui/announcer.tsx'
import { Notice } from '../ui/notice.tsx'
import { WorkArea } from '../ui/work-area.tsx'
import styles from './bundles-room.module.css'
import { ExportResult } from './export-result.tsx'

/** Audio and catalog as one file with checksums: what the course and other studios receive. */
export function BundlesRoom() {
  const { t } = useTranslation()
  const { connection } = useStudio()
  const words = useErrorWords()
  const announce = useAnnounce()
  const [withTakes, setWithTakes] = useState(false)
  const [progress, setProgress] = useState<{ done: number; total: number; label: string } | null>(null)
  const group = t('bundles.title')

  const exporting = useMutation({
    mutationFn: async () => runStream(await connection.client.bundles.export({ withTakes }), setProgress),
    onSuccess: () => announce(t('bundles.done')),
    onSettled: () => setProgress(null),
  })

  return (
    <WorkArea title={t('bundles.title')}>
      <p className={styles.about}>{t('bundles.about')}</p>
      <Checkbox
        label={t('bundles.withTakes')}
        description={t('bundles.withTakesHint')}
        checked={withTakes}
        disabled={exporting.isPending}
        onChange={(event) => setWithTakes(event.currentTarget.checked)}
      />
      <div>
        <ActionButton
          id="bundles.export"
          label={exporting.isPending ? t('bundles.exporting') : t('bundles.export')}
          group={group}
          chord="e"
          tone="main"
          enabled={!exporting.isPending}
          onAct={() => exporting.mutate()}
        />
      </div>
      {exporting.isPending && (
        <div className={styles.progress}>
          <Progress
            value={progress && progress.total > 0 ? (progress.done / progress.total) * 100 : 0}
            aria-label={t('bundles.exporting')}
            transitionDuration={0}
          />
          <p className={styles.step}>
            {progress
              ? t('bundles.step', { done: progress.done, total: progress.total, label: progress.label })
              : t('bundles.begin')}
          </p>
        </div>
      )}
      {exporting.error && <Notice tone="bad">{words(exporting.error)}</Notice>}
      {exporting.data && <ExportResult result={exporting.data} />}
    </WorkArea>
  )
}
