import type { CheckVerdict } from '#shared/acoustics/checks/findings.ts'
import type { Sitting, SittingPrompt } from '#shared/entities/sitting.ts'
import type { CheckedTake, Take, TakeVerdict } from '#shared/entities/take.ts'
import { aTake, times } from '#test/builders.ts'

export const aPrompt = (fields: Partial<SittingPrompt> & Pick<SittingPrompt, 'promptId'>): SittingPrompt => ({
  phonemeId: `phoneme of ${fields.promptId}`,
  context: 'isolated',
  text: `/${fields.promptId}/`,
  takesWanted: 3,
  skipped: null,
  ...fields,
})

export const aSitting = (prompts: SittingPrompt[], current = 0): Sitting => ({
  id: 'sitting',
  speakerId: 'anna',
  title: 'Vowels',
  mode: 'hands-free',
  prompts,
  current,
  startedAt: times.now,
  endedAt: null,
  updatedAt: times.now,
})

/** A take of that prompt; `at` is when, in seconds. */
export function aTakeOf(promptId: string, at = 0, verdict: TakeVerdict = 'new', found?: CheckVerdict): { take: Take } {
  const take = aTake({
    sessionId: 'session',
    speakerId: 'anna',
    promptId,
    verdict,
    recordedAt: new Date(Date.parse(times.now) + 1000 * at).toISOString(),
    ...(found && { checked: { verdict: found } as CheckedTake }),
  })
  return { take }
}
