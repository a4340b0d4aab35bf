import { describe, expect, it } from 'vitest'
import { askedOf, decideAll, decideOne, openCount, sideOf, undecided } from '#renderer/bundles/decisions.ts'
import type { ChoiceConflict } from '#shared/contract/bundles.ts'

const choice = (at: string | null) => ({ sourceId: 's', voice: 'anna', at, by: null, reason: null })
const conflict = (phonemeId: string, mine: string | null, theirs: string | null): ChoiceConflict => ({
  phonemeId,
  ipaSymbol: phonemeId,
  mine: choice(mine),
  theirs: choice(theirs),
})
const earlier = '2026-11-01T00:00:00.000Z'
const later = '2026-11-02T00:00:00.000Z'
const sheep = conflict('iː', earlier, later)
const ship = conflict('ɪ', later, earlier)

describe('whose choices stand', () => {
  it('is open until somebody says so, phoneme by phoneme or for all', () => {
    expect(openCount([sheep, ship], undecided)).toBe(2)
    const one = decideOne(undecided, 'iː', 'mine')
    expect(openCount([sheep, ship], one)).toBe(1)
    expect(openCount([sheep, ship], decideAll('theirs'))).toBe(0)
    expect(askedOf(undecided)).toEqual({})
    expect(askedOf(one)).toEqual({ choices: { iː: 'mine' } })
  })

  it('goes by the newer one where that was asked for', () => {
    const newer = decideAll('newer')
    expect([sheep, ship].map((each) => sideOf(each, newer))).toEqual(['theirs', 'mine'])
    expect(sideOf(conflict('e', null, earlier), newer)).toBe('theirs')
    expect(sideOf(conflict('e', earlier, earlier), newer)).toBe('mine')
  })

  it('for one phoneme goes before what is said of all, and what is said of all later takes it back', () => {
    const both = decideOne(decideAll('theirs'), 'ɪ', 'mine')
    expect([sheep, ship].map((each) => sideOf(each, both))).toEqual(['theirs', 'mine'])
    expect(askedOf(both)).toEqual({ prefer: 'theirs', choices: { ɪ: 'mine' } })
    expect(askedOf(decideAll('mine'))).toEqual({ prefer: 'mine' })
  })
})
