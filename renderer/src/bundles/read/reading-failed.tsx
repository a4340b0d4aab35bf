import { studioErrorData } from '../../api/declared-error.ts'
import { Notice } from '../../ui/notice.tsx'
import { useBundleErrorWords } from '../use-bundle-error-words.ts'
import { FaultList } from './fault-list.tsx'

/** Why nothing came of it; of a bundle that was refused, all its faults. */
export function ReadingFailed({ error }: { error: unknown }) {
  const words = useBundleErrorWords()
  const refused = studioErrorData(error, 'BUNDLE_REFUSED')
  return (
    <>
      <Notice tone="bad">{words(error)}</Notice>
      {refused !== null && <FaultList faults={refused.faults} count={refused.faultCount} />}
    </>
  )
}
