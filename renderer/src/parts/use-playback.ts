import { v7 } from 'uuid'
import { useCell } from '../ui/use-cell.ts'
import { useStudio } from './studio-context.tsx'

/** Playing takes and sources by the one player of the window. A source's play is counted when its sound begins. */
export function usePlayback() {
  const { player, connection } = useStudio()
  const state = useCell(player.state)
  const clipId = state.kind === 'idle' ? null : state.clipId

  return {
    state,
    isPlaying: (id: string) => clipId === id && (state.kind === 'playing' || state.kind === 'loading'),
    hasFailed: (id: string) => clipId === id && state.kind === 'failed',
    positionSeconds: () => player.positionSeconds(),
    stop: () => player.stop(),
    playTake: (take: { id: string; url: string; endSeconds?: number }, startSeconds = 0) =>
      player.play({ ...take, startSeconds }),
    playSource(source: { id: string; url: string }, startSeconds = 0) {
      return player.play({
        ...source,
        startSeconds,
        onStart: () => {
          // A play that could not be counted is no reason to disturb whoever listens.
          connection.client.sources.played({ playId: v7(), sourceId: source.id }).catch(() => undefined)
        },
      })
    },
  }
}
