import { useTranslation } from 'react-i18next'
import { DropArea } from '../../ui/drop-area.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { BundlePages } from '../bundle-pages.tsx'
import styles from '../bundles-room.module.css'
import { useBundleErrorWords } from '../use-bundle-error-words.ts'
import { useReading } from '../use-reading.ts'
import { WorkProgress } from '../work-progress.tsx'
import { SentBundle } from './sent-bundle.tsx'

/** A bundle that came from elsewhere: it is sent to the studio, looked at, then taken over or put away. */
export function ReadPage() {
  const { t } = useTranslation()
  const words = useBundleErrorWords()
  const { reading, state } = useReading()
  const choose = (file: File) => void reading.choose(file)
  const busy = state.kind === 'sending' || (state.kind === 'sent' && state.work.kind === 'working')

  return (
    <WorkArea title={t('bundles.title')} aside={<BundlePages />}>
      <p className={styles.about}>{t('bundles.read.about')}</p>
      <DropArea enabled={!busy} framed={state.kind === 'empty'} onFile={choose}>
        {state.kind === 'sent' ? (
          <SentBundle key={state.file.uploadId} reading={reading} file={state.file} work={state.work} />
        ) : (
          <>
            {state.kind === 'sending' && (
              <WorkProgress
                label={t('bundles.read.sending', { fileName: state.fileName })}
                progress={state.progress}
                onCancel={() => reading.stop()}
              />
            )}
            {state.kind === 'empty' && (
              <>
                <p>{t('bundles.read.drop')}</p>
                <FileButton
                  id="bundles.choose"
                  label={t('bundles.read.choose')}
                  group={t('bundles.title')}
                  chord="o"
                  tone="main"
                  accept=".zip,application/zip"
                  onFile={choose}
                />
              </>
            )}
          </>
        )}
      </DropArea>
      {state.kind === 'empty' && state.error !== null && <Notice tone="bad">{words(state.error)}</Notice>}
    </WorkArea>
  )
}
