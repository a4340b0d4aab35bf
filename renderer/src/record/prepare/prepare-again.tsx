import { useTranslation } from 'react-i18next'
import { useSitting } from '../sitting-context.tsx'
import { SoundCheck } from './sound-check.tsx'

/** Microphone and sound check before a sitting is gone on with; what goes around it is the page's. */
export function PrepareAgain({ onReady }: { onReady: () => void }) {
  const { t } = useTranslation()
  const { state } = useSitting()
  return <SoundCheck counts={state.soundCheck.kind === 'made'} goOnLabel={t('record.prepare.next')} onGoOn={onReady} />
}
