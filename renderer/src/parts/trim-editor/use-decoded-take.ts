import { useQuery } from '@tanstack/react-query'
import type { TakeView } from '#shared/contract/studio.ts'
import type { DecodedClip } from '../../audio/decode-clip.ts'
import { decodeClip } from '../../audio/decode-clip.ts'

/** Longer ones would fill the memory; their stored outline must do, and their parts are not played to the sample. */
const longestSeconds = 120

/** A take's own samples; undefined until they are there, or where the take is too long for them. */
export function useDecodedTake({ take, url }: Pick<TakeView, 'take' | 'url'>): {
  clip: DecodedClip | undefined
  error: Error | null
} {
  const { data, error } = useQuery({
    queryKey: ['decoded-take', take.sha256],
    queryFn: ({ signal }) => decodeClip(url, take.sampleRateHz, signal),
    enabled: take.frameCount / take.sampleRateHz <= longestSeconds,
    // A take's file never changes; its samples are large, so they are let go soon.
    staleTime: 'static',
    gcTime: 30_000,
    structuralSharing: false,
  })
  return { clip: data, error }
}
