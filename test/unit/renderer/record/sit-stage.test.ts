import { describe, expect, it } from 'vitest'
import type { SittingState } from '#renderer/record/sitting.ts'
import type { SitFacts } from '#renderer/record/sit/sit-stage.ts'
import { canBegin, isBusy, sitStage } from '#renderer/record/sit/sit-stage.ts'

const session = { id: 's' } as NonNullable<SittingState['session']>
const facts = (part: Partial<SitFacts> = {}): SitFacts => ({
  recorder: { kind: 'listening', muted: false, armed: false },
  sitting: { session, takingPhonemeId: null, fault: null },
  handsFree: null,
  referencePlays: false,
  undecided: null,
  isSkipped: false,
  lacksTakes: true,
  atEnd: false,
  ...part,
})
const kind = (part: Partial<SitFacts> = {}) => sitStage(facts(part)).kind

describe('what the speaker of a sitting is told', () => {
  it('is Listening only once frames arrive and the studio has a session', () => {
    expect(kind({ recorder: { kind: 'opening' } })).toBe('opening')
    expect(kind({ sitting: { session: null, takingPhonemeId: null, fault: null } })).toBe('opening')
    expect(kind()).toBe('listening')
  })

  it('is Recording while samples are written, Checking until the verdict is there, and then the verdict', () => {
    expect(kind({ recorder: { kind: 'recording' } })).toBe('recording')
    expect(kind({ recorder: { kind: 'finishing' } })).toBe('checking')
    expect(kind({ sitting: { session, takingPhonemeId: 'p', fault: null } })).toBe('checking')
    expect(sitStage(facts({ undecided: { verdict: 'look' } }))).toEqual({ kind: 'checked', verdict: 'look' })
  })

  it('is Speak only when the sound would be heard', () => {
    expect(kind({ handsFree: { kind: 'armed' } })).toBe('get-ready')
    expect(kind({ handsFree: { kind: 'armed' }, recorder: { kind: 'listening', armed: true } })).toBe('speak')
    expect(kind({ handsFree: { kind: 'cue' } })).toBe('get-ready')
  })

  it('tells a muted microphone instead of waiting for a sound that can’t come', () => {
    const recorder = { kind: 'listening', muted: true, armed: true } as const
    expect(kind({ recorder })).toBe('muted')
    expect(kind({ recorder, handsFree: { kind: 'armed' } })).toBe('muted')
  })

  it('is the trouble with the microphone before anything else', () => {
    const undecided = { verdict: 'good' as const }
    expect(kind({ recorder: { kind: 'failed' }, undecided })).toBe('failed')
    expect(kind({ recorder: { kind: 'closed' }, handsFree: { kind: 'paused', why: 'trouble' } })).toBe('closed')
  })

  it('lets nobody begin a take that is not waited for', () => {
    const whole = { handsFree: null, isSkipped: true }
    expect(canBegin(sitStage(facts()))).toBe(true)
    expect(canBegin(sitStage(facts({ lacksTakes: false })))).toBe(true)
    expect(canBegin(sitStage(facts({ undecided: { verdict: 'good' } })))).toBe(false)
    expect(canBegin(sitStage(facts({ referencePlays: true })))).toBe(false)
    expect(canBegin(sitStage(facts(whole)))).toBe(false)
    expect(isBusy(sitStage(facts({ recorder: { kind: 'recording' } })))).toBe(true)
  })
})
