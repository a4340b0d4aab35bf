import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hybridText, nextHybrid, parseHybrid } from '#shared/entities/hybrid-clock.ts'

const aTime = fc.record({
  ms: fc.oneof(fc.nat(5), fc.integer({ min: 1_793_613_600_000, max: 253_402_300_799_999 })),
  counter: fc.oneof(fc.nat(3), fc.constantFrom(0xff_fffe, 0xff_ffff)),
  deviceId: fc.constantFrom('device-a', 'device-b'),
})

describe('a hybrid time', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(aTime, (time) => {
        expect(parseHybrid(hybridText(time))).toEqual(time)
      }),
    )
  })

  it('is followed by a later one, whatever the wall clock says and however often it was counted', () => {
    fc.assert(
      fc.property(aTime, fc.nat(10), (last, nowMs) => {
        const next = hybridText(nextHybrid(last, nowMs, 'device-c'))
        expect(next > hybridText(last)).toBe(true)
        expect(parseHybrid(next).deviceId).toBe('device-c')
      }),
    )
  })

  it('is the wall clock’s where that is ahead, or where it is the first', () => {
    expect(nextHybrid(null, 7, 'd')).toEqual({ ms: 7, counter: 0, deviceId: 'd' })
    expect(nextHybrid({ ms: 6, counter: 3, deviceId: 'e' }, 7, 'd')).toEqual({ ms: 7, counter: 0, deviceId: 'd' })
  })
})
