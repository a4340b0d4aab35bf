import { useElementSize } from '@mantine/hooks'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { openScope } from '../../audio/scope.ts'
import type { TakeLength } from './move-mark.ts'
import type { ViewWindow } from './view-window.ts'
import { bringIntoView, pan, wholeTake, zoom } from './view-window.ts'

/** As near as one can look: some pixels for each sample. */
const leastSeconds = 0.004
const step = 1.6
const wheelStep = 1.0022

export type Viewing = ReturnType<typeof useViewWindow>

/** The stretch of a take that is drawn: zoomed on one frame, panned, by the wheel and by calls. */
export function useViewWindow({ frameCount, sampleRateHz }: TakeLength, aroundFrame: number) {
  const [view, setView] = useState<ViewWindow>(() => wholeTake(frameCount))
  const { ref: sized, width } = useElementSize<HTMLDivElement>()
  const host = useRef<HTMLDivElement>(null)
  const bounds = { frameCount, leastFrames: leastSeconds * sampleRateHz }

  const turn = useEffectEvent((event: WheelEvent) => {
    // With Ctrl the wheel is the browser's.
    if (event.ctrlKey) return
    event.preventDefault()
    const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX
    if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey)
      setView((now) => pan(now, (sideways / Math.max(1, width)) * (now.endFrame - now.startFrame), frameCount))
    else setView((now) => zoom(now, aroundFrame, wheelStep ** event.deltaY, bounds))
  })
  useEffect(() => {
    const element = host.current
    if (!element) return undefined
    const scope = openScope()
    // React listens passively, and the page would scroll as well.
    element.addEventListener('wheel', turn, { passive: false, signal: scope.signal })
    return () => scope.close()
  }, [])

  return {
    host,
    sized,
    /** In pixels of the screen; 0 until it is laid out. */
    width,
    view,
    nearer: () => setView((now) => zoom(now, aroundFrame, 1 / step, bounds)),
    farther: () => setView((now) => zoom(now, aroundFrame, step, bounds)),
    whole: () => setView(wholeTake(frameCount)),
    show: (frame: number) => setView((now) => bringIntoView(now, frame, frameCount)),
    centre: (frame: number) => setView((now) => pan(now, frame - (now.startFrame + now.endFrame) / 2, frameCount)),
  }
}
