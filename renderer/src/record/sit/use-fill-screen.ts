import { useEffect, useState } from 'react'
import { openScope } from '../../audio/scope.ts'

/**
 * The room alone on the screen: rail, list and status line are hidden, and the window fills the screen where the browser
 * allows it. What the browser ends by itself (Esc) is ended here, too, and so is leaving the room.
 */
export function useFillScreen(): { filled: boolean; toggle: () => void } {
  const [filled, setFilled] = useState(false)

  useEffect(() => {
    if (!filled) return undefined
    const root = document.documentElement
    const scope = openScope()
    root.dataset['workFills'] = ''
    scope.add(() => {
      delete root.dataset['workFills']
      if (document.fullscreenElement) void document.exitFullscreen()
    })
    scope.listen(document, 'fullscreenchange', () => {
      if (!document.fullscreenElement) setFilled(false)
    })
    return () => scope.close()
  }, [filled])

  return {
    filled,
    toggle() {
      if (filled) return setFilled(false)
      setFilled(true)
      // Where it is refused the room still has the whole window.
      document.documentElement.requestFullscreen().catch(() => undefined)
    },
  }
}
