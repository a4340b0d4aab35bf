import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ViewWindow } from '#renderer/parts/trim-editor/view-window.ts'
import { bringIntoView, pan, wholeTake, zoom } from '#renderer/parts/trim-editor/view-window.ts'

const frameCount = 48_000
const bounds = { frameCount, leastFrames: 200 }
const frame = fc.integer({ min: 0, max: frameCount })
const act = fc.oneof(
  fc.record({ kind: fc.constant('zoom' as const), frame, factor: fc.double({ min: 0.05, max: 20, noNaN: true }) }),
  fc.record({ kind: fc.constant('pan' as const), by: fc.integer({ min: -2 * frameCount, max: 2 * frameCount }) }),
  fc.record({ kind: fc.constant('show' as const), frame }),
)

function after(view: ViewWindow, step: typeof act extends fc.Arbitrary<infer T> ? T : never): ViewWindow {
  if (step.kind === 'zoom') return zoom(view, step.frame, step.factor, bounds)
  if (step.kind === 'pan') return pan(view, step.by, frameCount)
  return bringIntoView(view, step.frame, frameCount)
}

describe('the part of a take in view', () => {
  it('stays within the take and never vanishes, whatever is zoomed and panned', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (steps) => {
        const { startFrame, endFrame } = steps.reduce(after, wholeTake(frameCount))
        expect(startFrame).toBeGreaterThanOrEqual(0)
        expect(endFrame).toBeLessThanOrEqual(frameCount)
        expect(endFrame - startFrame).toBeGreaterThan(bounds.leastFrames - 1)
      }),
    )
  })

  it('keeps what is zoomed on where it stands on the screen', () => {
    const view = zoom(wholeTake(frameCount), 12_000, 0.5, bounds)
    expect(view).toEqual({ startFrame: 6000, endFrame: 30_000 })
    expect((12_000 - view.startFrame) / (view.endFrame - view.startFrame)).toBe(12_000 / frameCount)
  })

  it('shows a frame that went out of it, and moves no further than that', () => {
    fc.assert(
      fc.property(frame, (wanted) => {
        const view = bringIntoView({ startFrame: 20_000, endFrame: 22_000 }, wanted, frameCount)
        expect(view.startFrame).toBeLessThanOrEqual(wanted)
        expect(view.endFrame).toBeGreaterThanOrEqual(wanted)
        expect(view.endFrame - view.startFrame).toBe(2000)
      }),
    )
    const shown = [19_000, 21_000, 25_000].map((wanted) =>
      bringIntoView({ startFrame: 20_000, endFrame: 22_000 }, wanted, frameCount),
    )
    expect(shown.map(({ startFrame }) => startFrame)).toEqual([18_900, 20_000, 23_100])
  })
})
