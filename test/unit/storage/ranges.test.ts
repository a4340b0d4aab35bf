import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRange } from '#studio/storage/ranges.ts'

const whole = { kind: 'whole' }
const unsatisfiable = { kind: 'unsatisfiable' }
const part = (start: number, end: number) => ({ kind: 'part', start, end })

describe('a range of a file of 1000 bytes', () => {
  it.each([
    [null, whole],
    ['bytes=0-0', part(0, 0)],
    ['bytes=0-', part(0, 999)],
    ['bytes=200-299', part(200, 299)],
    ['bytes=999-', part(999, 999)],
    ['bytes=900-5000', part(900, 999)],
    ['bytes=-1', part(999, 999)],
    ['bytes=-5000', part(0, 999)],
    [' Bytes = 1 - 2 ', unsatisfiable],
    ['BYTES= 1-2 ', part(1, 2)],
    ['bytes=1000-', unsatisfiable],
    ['bytes=99999999999999999999-', unsatisfiable],
    ['bytes=5-2', unsatisfiable],
    ['bytes=-0', unsatisfiable],
    ['bytes=-', unsatisfiable],
    ['bytes=', unsatisfiable],
    ['bytes', unsatisfiable],
    ['bytes=one-two', unsatisfiable],
    ['bytes=--1', unsatisfiable],
    ['bytes=0-1,5-6', whole],
    ['lines=1-2', whole],
  ])('asked for by %j', (header, expected) => {
    expect(parseRange(header, 1000)).toEqual(expected)
  })

  it('does not exist in an empty file', () => {
    for (const header of ['bytes=0-', 'bytes=0-0', 'bytes=-1']) expect(parseRange(header, 0)).toEqual(unsatisfiable)
  })

  it('lies within the file, whatever is asked', () => {
    const number = fc.oneof(fc.constant(''), fc.nat(3000).map(String))
    fc.assert(
      fc.property(number, number, fc.nat(2000), (first, last, size) => {
        const range = parseRange(`bytes=${first}-${last}`, size)
        const { start, end } = range.kind === 'part' ? range : { start: 0, end: 0 }
        expect(start).toBeLessThanOrEqual(end)
        expect(end).toBeLessThan(Math.max(size, 1))
      }),
    )
  })
})
