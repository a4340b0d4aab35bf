import { expect, it } from 'vitest'
import { wholeLadder } from '#renderer/compare/whole-ladder.ts'
import { resolve } from '#shared/entities/resolve.ts'
import { aPhonemeId, aSource, times } from '#test/builders.ts'

it('shows every rung in the rule’s order, with each source that was passed over', () => {
  const phoneme = {
    id: aPhonemeId,
    ipaSymbol: 'iː',
    vietnameseApprox: '',
    spokenText: 'sheep',
    preferredAudioSourceId: null,
  }
  const expired = aSource({ sourceType: 'tts', cachedUntil: times.earlier })
  const silent = aSource({ sourceType: 'tts' })
  const candidates = [
    { source: expired, fault: null },
    { source: silent, fault: 'silent' as const },
    { source: aSource({ sourceType: 'generated' }), fault: null },
  ]
  const rungs = wholeLadder(resolve(phoneme, candidates, times.now).ladder)
  expect(rungs.map(({ rung, steps }) => [rung, steps.length])).toEqual([
    ['preferred', 1],
    ['native', 1],
    ['tts', 2],
    ['generated', 1],
    ['expired', 0],
    ['web_speech', 0],
  ])
  expect(new Set(rungs[2]?.steps.map(({ passedOver }) => passedOver?.reason))).toEqual(new Set(['expired', 'fault']))
})
