import { useQuery } from '@tanstack/react-query'
import type { SpeechSettings, VoiceView } from '#shared/contract/voices.ts'
import { useStudio } from './studio-context.tsx'

/** The machine voices that can be asked; undefined until the studio has answered. */
export function useVoices(): VoiceView[] | undefined {
  const { queries } = useStudio()
  return useQuery(queries.generation.voices.queryOptions()).data
}

export function useSpeechSettings(): SpeechSettings | undefined {
  const { queries } = useStudio()
  return useQuery(queries.speech.settings.queryOptions()).data
}
