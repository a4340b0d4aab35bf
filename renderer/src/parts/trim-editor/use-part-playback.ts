import { useEffect, useState } from 'react'
import type { DecodedClip } from '../../audio/decode-clip.ts'
import type { Part } from '../../audio/part-player.ts'
import { createPartPlayer } from '../../audio/part-player.ts'
import { openScope } from '../../audio/scope.ts'
import { useCell } from '../../ui/use-cell.ts'
import { useStudio } from '../studio-context.tsx'

export type PartPlayback = ReturnType<typeof usePartPlayback>

/** Plays parts of a take to the sample. One sound at a time: the window's player stops, and stops this one. */
export function usePartPlayback(clip: DecodedClip | undefined) {
  const { player } = useStudio()
  const [{ scope, parts }] = useState(() => {
    const scope = openScope()
    return { scope, parts: createPartPlayer(scope) }
  })
  useEffect(() => () => scope.close(), [scope])
  useEffect(
    () =>
      player.state.subscribe(() => {
        if (player.state.get().kind === 'loading') parts.stop()
      }),
    [player, parts],
  )
  return {
    playing: useCell(parts.playing),
    positionFrame: () => parts.positionFrame(),
    stop: () => parts.stop(),
    play(part: Part) {
      if (clip === undefined) return
      player.stop()
      parts.play(clip, part)
    },
  }
}
