import { describe, expect, it } from 'vitest'
import { cacheAgeDays, megabytes, newCacheRecord, withPlay } from '#shared/entities/cache-record.ts'
import { aSource, times } from '#test/builders.ts'

const { earlier, now, later } = times
const fresh = newCacheRecord(aSource({ fileSizeBytes: 2048, createdAt: now }))

describe('a cache record', () => {
  it('keeps, when it is new, its file’s size and has no plays', () => {
    const source = aSource({ fileSizeBytes: 2048, createdAt: now })
    expect(newCacheRecord(source)).toEqual({
      sourceId: source.id,
      fileSizeBytes: 2048,
      generatedAt: now,
      lastAccessedAt: null,
      usageCount: 0,
    })
    expect(newCacheRecord(aSource({ fileSizeBytes: null })).fileSizeBytes).toBe(0)
  })

  it('counts three plays as 3, the last of them as its last access', () => {
    const thrice = [earlier, now, later].reduce(withPlay, fresh)
    expect(thrice).toEqual({ ...fresh, lastAccessedAt: later, usageCount: 3 })
    expect(fresh.usageCount).toBe(0)
  })

  it('counts a play that is reported late without moving the last access back', () => {
    expect(withPlay(withPlay(fresh, later), earlier)).toMatchObject({ lastAccessedAt: later, usageCount: 2 })
  })

  it('is 0 days old when it is new, and as many whole days later on', () => {
    const age = (at: string) => cacheAgeDays(fresh, at)
    expect([age(now), age('2026-11-03T09:59:59.999Z'), age(later)]).toEqual([0, 0, 1])
    expect(age('2026-12-02T10:00:00.000Z')).toBe(30)
    expect(age(earlier)).toBe(0)
  })

  it('has 1,048,576 bytes in a megabyte, told to two decimals', () => {
    expect([1_048_576, 1_572_864, 0].map(megabytes)).toEqual([1, 1.5, 0])
    expect([1_294_991, 1_294_992].map(megabytes)).toEqual([1.23, 1.24])
  })
})
