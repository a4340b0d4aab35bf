import type { TakeView } from '#shared/contract/studio.ts'
import { usePlayback } from '../../parts/use-playback.ts'

/** Plays takes as they would be published: from mark to mark. */
export function useMarkedPlayback() {
  const playback = usePlayback()
  const playFrom = ({ take, url }: TakeView, startSeconds: number) => {
    const { trim, sampleRateHz, frameCount } = take
    const markSeconds = trim.endFrame / sampleRateHz
    // Whoever points behind the end mark wants to hear what it leaves out.
    const endSeconds = startSeconds < markSeconds ? markSeconds : frameCount / sampleRateHz
    void playback.playTake({ id: take.id, url, endSeconds }, startSeconds)
  }
  return {
    ...playback,
    playFrom,
    toggle(view: TakeView) {
      const { id, trim, sampleRateHz } = view.take
      if (playback.isPlaying(id)) playback.stop()
      else playFrom(view, trim.startFrame / sampleRateHz)
    },
  }
}
