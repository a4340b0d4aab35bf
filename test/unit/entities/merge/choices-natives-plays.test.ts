import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCacheRecord } from '#shared/entities/cache-record.ts'
import type { DevicePlays } from '#shared/entities/merge/merge-plays.ts'
import { countedRecord, mergePlays } from '#shared/entities/merge/merge-plays.ts'
import type { Choice } from '#shared/entities/merge/preferred-choice.ts'
import { mergeChoice, newerChoice } from '#shared/entities/merge/preferred-choice.ts'
import { isSoleNative, standingNative } from '#shared/entities/merge/standing-native.ts'
import { aSource, times } from '#test/builders.ts'

const aChoice: fc.Arbitrary<Choice> = fc.record({
  sourceId: fc.option(fc.constantFrom('a', 'b')),
  clock: fc.constantFrom('', '1', '2'),
})

describe('a preferred source that two studios chose', () => {
  it('is asked about where both are persons’ choices and differ, and nowhere else', () => {
    fc.assert(
      fc.property(aChoice, aChoice, (mine, theirs) => {
        const byPersons = mine.clock !== '' && theirs.clock !== '' && mine.clock !== theirs.clock
        const isConflict = mergeChoice(mine, theirs).kind === 'conflict'
        expect(isConflict).toBe(byPersons && mine.sourceId !== theirs.sourceId)
      }),
    )
  })

  it('is the later one where nobody has to be asked, the same for both', () => {
    fc.assert(
      fc.property(aChoice, aChoice, (mine, theirs) => {
        const [here, there] = [mergeChoice(mine, theirs), mergeChoice(theirs, mine)]
        const settled = here.kind === 'conflict' ? newerChoice(here.mine, here.theirs) : here.choice
        const elsewhere = there.kind === 'conflict' ? newerChoice(there.mine, there.theirs) : there.choice
        expect(settled).toEqual(elsewhere)
        expect(settled.clock).toBe(mine.clock > theirs.clock ? mine.clock : theirs.clock)
        expect(mergeChoice(settled, settled)).toEqual({ kind: 'same', choice: settled })
      }),
    )
  })

  it('follows a native that gave way to a newer one, and keeps its time', () => {
    const moved = new Map([['former', 'newer']])
    const mine = { sourceId: 'former', clock: '1' }
    expect(mergeChoice(mine, { sourceId: 'newer', clock: '2' }, moved)).toEqual({
      kind: 'different',
      choice: { sourceId: 'newer', clock: '2' },
    })
    expect(mergeChoice({ sourceId: 'newer', clock: '2' }, mine, moved)).toEqual({
      kind: 'same',
      choice: { sourceId: 'newer', clock: '2' },
    })
  })
})

describe('two natives of one phoneme and voice', () => {
  it('leave the newer standing, or of one instant the later id', () => {
    const made = fc.record({ id: fc.constantFrom('a', 'b', 'c'), createdAt: fc.constantFrom(times.earlier, times.now) })
    fc.assert(
      fc.property(made, made, made, (a, b, c) => {
        expect(standingNative(a, b)).toEqual(standingNative(b, a))
        expect(standingNative(standingNative(a, b), c)).toEqual(standingNative(a, standingNative(b, c)))
      }),
    )
    const older = { id: 'z', createdAt: times.earlier }
    expect(standingNative(older, { id: 'a', createdAt: times.now }).id).toBe('a')
    expect(standingNative(older, { id: 'a', createdAt: times.earlier }).id).toBe('z')
  })

  it('are only those of the isolated sound', () => {
    expect(isSoleNative(aSource({ sourceType: 'native' }))).toBe(true)
    expect(isSoleNative(aSource({ sourceType: 'native', context: 'word' }))).toBe(false)
    expect(isSoleNative(aSource({ sourceType: 'tts' }))).toBe(false)
  })
})

describe('plays of several devices', () => {
  const somePlays: fc.Arbitrary<DevicePlays[]> = fc.uniqueArray(
    fc.record({
      sourceId: fc.constant('s'),
      deviceId: fc.constantFrom('d1', 'd2', 'd3'),
      plays: fc.nat(5),
      lastPlayedAt: fc.constantFrom(times.earlier, times.now, times.later),
    }),
    { selector: ({ deviceId }) => deviceId },
  )

  it('are each device’s most, in any order and grouping, and never counted twice', () => {
    fc.assert(
      fc.property(somePlays, somePlays, somePlays, (a, b, c) => {
        expect(mergePlays(a, b)).toEqual(mergePlays(b, a))
        expect(mergePlays(mergePlays(a, b), c)).toEqual(mergePlays(a, mergePlays(b, c)))
        expect(mergePlays(mergePlays(a, b), b)).toEqual(mergePlays(a, b))
        for (const { deviceId, plays } of [...a, ...b])
          expect(mergePlays(a, b).find((each) => each.deviceId === deviceId)?.plays).toBeGreaterThanOrEqual(plays)
      }),
    )
  })

  it('add up to what the record counts, and move no last play back', () => {
    const record = { ...newCacheRecord(aSource({})), lastAccessedAt: times.now, usageCount: 1 }
    const plays = [
      { sourceId: 's', deviceId: 'd1', plays: 2, lastPlayedAt: times.earlier },
      { sourceId: 's', deviceId: 'd2', plays: 3, lastPlayedAt: times.earlier },
    ]
    expect(countedRecord(record, null, plays)).toEqual({ ...record, usageCount: 5 })
    expect(countedRecord(record, times.later, [])).toEqual({ ...record, lastAccessedAt: times.later, usageCount: 0 })
    const neverPlayed = newCacheRecord(aSource({}))
    expect(countedRecord(neverPlayed, null, [])).toEqual(neverPlayed)
  })
})
