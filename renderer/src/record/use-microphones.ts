import { useEffect, useState } from 'react'
import type { MicrophoneChoice } from '../audio/microphone.ts'
import { listMicrophones, watchMicrophones } from '../audio/microphone.ts'
import { openScope } from '../audio/scope.ts'
import { useStudio } from '../parts/studio-context.tsx'

/** The microphones there are now. Their names appear once one has been opened. */
export function useMicrophones(): MicrophoneChoice[] {
  const { recorder } = useStudio()
  const [microphones, setMicrophones] = useState<MicrophoneChoice[]>([])

  useEffect(() => {
    const scope = openScope()
    const look = async () => {
      const found = await listMicrophones()
      if (!scope.signal.aborted) setMicrophones(found)
    }
    void look()
    watchMicrophones(scope, () => void look())
    // Opening one gives permission, and with it the names of all.
    scope.add(recorder.state.subscribe(() => void look()))
    return () => scope.close()
  }, [recorder])
  return microphones
}
