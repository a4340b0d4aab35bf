import { describe, expect, it } from 'vitest'
import { canStart, recordStage } from '#renderer/record/record-stage.ts'
import type { SittingState } from '#renderer/record/sitting.ts'

const session = { id: 's' } as NonNullable<SittingState['session']>
const lastTake = {} as NonNullable<SittingState['lastTake']>
const sitting = { session, takingPhonemeId: null, lastTake: null, fault: null }
const listening = { kind: 'listening', muted: false } as const

describe('what the speaker is told', () => {
  it('is Listening only once frames arrive and the sitting is open', () => {
    expect(recordStage({ kind: 'opening' }, sitting)).toBe('opening')
    expect(recordStage(listening, { ...sitting, session: null })).toBe('opening')
    expect(recordStage(listening, sitting)).toBe('listening')
  })

  it('stays Saving until the take is on disk, although the microphone listens again', () => {
    expect(recordStage({ kind: 'finishing' }, sitting)).toBe('saving')
    expect(recordStage(listening, { ...sitting, takingPhonemeId: 'p' })).toBe('saving')
    expect(recordStage(listening, { ...sitting, lastTake })).toBe('taken')
  })

  it('lets nobody start a take that could not be kept', () => {
    for (const stage of ['closed', 'opening', 'saving', 'recording', 'failed'] as const) {
      expect(canStart(stage)).toBe(false)
    }
  })
})
