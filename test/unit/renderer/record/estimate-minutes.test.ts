import { expect, it } from 'vitest'
import { estimateMinutes } from '#renderer/record/estimate-minutes.ts'
import { progressOf } from '#renderer/record/sit/progress.ts'
import { aPrompt, aSitting } from './a-sitting.ts'

it('44 sounds with three takes each are told as some eighteen minutes, and one take as one', () => {
  expect(estimateMinutes(132)).toBe(18)
  expect(estimateMinutes(1)).toBe(1)
})

it('a sitting that begins has as many minutes left as its script said', () => {
  const prompts = Array.from({ length: 44 }, (_, at) => aPrompt({ promptId: `p${at}` }))
  expect(progressOf(aSitting(prompts), []).minutesLeft).toBe(estimateMinutes(132))
})
