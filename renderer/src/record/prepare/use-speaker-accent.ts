import { useSpeakers } from '../../parts/use-speakers.ts'
import { useSitting } from '../sitting-context.tsx'

/** BCP 47 tag of the accent of whoever speaks; null where it is not said. */
export function useSpeakerAccent(): string | null {
  const { state } = useSitting()
  return useSpeakers()?.find(({ id }) => id === state.speakerId)?.accent ?? null
}
