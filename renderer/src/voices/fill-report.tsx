import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/contract/studio.ts'
import { Ipa } from '../parts/ipa.tsx'
import { QueuePaused } from '../parts/queue-paused.tsx'
import { useErrorWords } from '../parts/use-error-words.ts'
import { useFailureWords } from '../parts/use-failure-words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './make-tts.module.css'
import type { useFill } from './use-fill.ts'

/** As many failures are told here; the queue has them all. */
const mostTold = 12

/** How far it is, and what came of it: what was made, left alone, and failed for which reason. */
export function FillReport({ fill, onClose }: { fill: ReturnType<typeof useFill>; onClose: () => void }) {
  const { t } = useTranslation()
  const words = useErrorWords()
  const { progress, data, error, isPending } = fill
  return (
    <div className={styles.form}>
      {isPending && (
        <div className={styles.progress}>
          <Progress
            value={progress && progress.total > 0 ? (progress.done / progress.total) * 100 : 0}
            aria-label={t('voices.make.making')}
            transitionDuration={0}
          />
          <p className={styles.step} aria-live="polite">
            {progress ? (
              <>
                {t('voices.make.step', { done: progress.done, total: progress.total })} <Ipa symbol={progress.label} />
              </>
            ) : (
              t('voices.make.begin')
            )}
          </p>
          <QueuePaused />
          <p>{t('voices.make.goesOn')}</p>
        </div>
      )}
      {error && <Notice tone="bad">{words(error)}</Notice>}
      {data && (
        <>
          <p className={styles.result}>
            {t('voices.make.ended', { made: data.made.length, kept: data.kept, failed: data.failures.length })}
          </p>
          {data.waiting > 0 && <Notice tone="look">{t('voices.make.waiting', { count: data.waiting })}</Notice>}
          {data.failures.length > 0 && <Failures failures={data.failures} />}
        </>
      )}
      <div className={styles.end}>
        <a href="#/catalog/queue" onClick={onClose}>
          {t('queue.open')}
        </a>
        {data || error ? (
          <>
            <Button onAct={fill.reset}>{t('voices.make.more')}</Button>
            <Button tone="main" focused onAct={onClose}>
              {t('common.close')}
            </Button>
          </>
        ) : (
          <Button focused onAct={onClose}>
            {t('common.close')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Failures({ failures }: { failures: readonly Failure[] }) {
  const { t } = useTranslation()
  const failureWords = useFailureWords()
  return (
    <Notice tone="bad">
      <ul className={styles.failures}>
        {failures.slice(0, mostTold).map((failure, at) => (
          // Two may fail alike; their order never changes.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <Ipa symbol={failure.label} /> – {failureWords(failure)}
          </li>
        ))}
      </ul>
      {failures.length > mostTold && t('voices.make.moreFailures', { count: failures.length - mostTold })}
    </Notice>
  )
}
