import { describe, expect, it } from 'vitest'
import { createTimeLeft, roundedTime, shareOf } from '#renderer/bundles/time-left.ts'

const mb = 1_048_576
const bytes = (doneBytes: number, totalBytes = 100 * mb) => ({ done: 0, total: 9, label: 'a', doneBytes, totalBytes })

describe('the time that a bundle still takes', () => {
  it('follows the pace of the bytes so far, and says nothing before a second has passed', () => {
    let nowMs = 5000
    const timed = createTimeLeft(() => nowMs)
    expect(timed(bytes(0)).secondsLeft).toBeNull()
    nowMs += 900
    expect(timed(bytes(10 * mb)).secondsLeft).toBeNull()
    nowMs += 1100
    expect(timed(bytes(20 * mb)).secondsLeft).toBeCloseTo(8)
    nowMs += 6000
    expect(timed(bytes(100 * mb)).secondsLeft).toBe(0)
  })

  it('is counted anew when the work begins anew: first a bundle is read, then its sounds are put in place', () => {
    let nowMs = 0
    const timed = createTimeLeft(() => nowMs)
    nowMs += 60_000
    timed(bytes(100 * mb))
    timed(bytes(0, 10 * mb))
    nowMs += 2000
    expect(timed(bytes(5 * mb, 10 * mb)).secondsLeft).toBeCloseTo(2)
  })

  it('goes by files where no bytes are told', () => {
    expect(shareOf({ done: 1, total: 4, label: '', doneBytes: 0, totalBytes: 0 })).toBe(0.25)
    expect(shareOf({ done: 0, total: 0, label: '', doneBytes: 0, totalBytes: 0 })).toBe(0)
    expect(shareOf(bytes(200 * mb))).toBe(1)
  })

  it('is told in units that a person waits by', () => {
    const said = [0, 3.2, 41, 58, 89, 1800, 7000].map((seconds) => Object.values(roundedTime(seconds)).join(' '))
    expect(said).toEqual(['seconds 1', 'seconds 4', 'seconds 45', 'minutes 1', 'minutes 1', 'minutes 30', 'hours 2'])
  })
})
