import { useEffect, useState } from 'react'
import type { MicrophoneChoice } from '../audio/microphone.ts'
import { listMicrophones, watchMicrophones } from '../audio/microphone.ts'
import { openScope } from '../audio/scope.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { useCell } from '../ui/use-cell.ts'

/** The microphones there are now. Their names appear once one has been opened. */
export function useMicrophones(): MicrophoneChoice[] {
  const { recorder } = useStudio()
  const { kind } = useCell(recorder.state)
  const [microphones, setMicrophones] = useState<MicrophoneChoice[]>([])

  useEffect(() => {
    const scope = openScope()
    const look = () => {
      listMicrophones().then(
        (found) => {
          if (!scope.signal.aborted) setMicrophones(found)
        },
        () => setMicrophones([]),
      )
    }
    look()
    watchMicrophones(scope, look)
    return () => scope.close()
    // Opening gives permission, and with it the names.
  }, [kind])
  return microphones
}
