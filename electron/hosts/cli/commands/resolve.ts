import { join } from 'node:path'
import type { Resolution } from '#shared/entities/resolve.ts'
import { command } from '../command.ts'

export const resolvePhoneme = command({
  name: 'resolve',
  usage: 'PHONEME',
  summary: 'Says what the course plays for a phoneme now, and why.',
  options: {},
  positionals: ['PHONEME'],
  async run({ positionals: [phoneme = ''] }, { studio, folder }) {
    const resolution = await (await studio()).phonemes.resolve({ phoneme })
    const failure = resolution.status === 'failed' ? `There is no phoneme "${phoneme}".` : undefined
    return { document: resolution, lines: linesOf(resolution, folder), failure }
  },
})

function linesOf({ rung, status, source, fallbackText, spokenText, ladder }: Resolution, folder: string): string[] {
  if (status === 'failed') return []
  const answer = source
    ? [`${source.sourceType} · ${source.voiceId} · ${source.id}`, ...(source.path ? [join(folder, source.path)] : [])]
    : [`web speech says "${spokenText ?? ''}"; the learner reads "${fallbackText ?? ''}"`]
  const passed = ladder.filter(({ passedOver }) => passedOver !== null)
  return [
    `${status}, by the rung "${rung ?? ''}"`,
    ...answer,
    ...passed.map((step) => `  passed over: ${step.rung}${step.sourceId ? ` ${step.sourceId}` : ''} (${why(step)})`),
  ]
}

function why({ passedOver }: Resolution['ladder'][number]): string {
  switch (passedOver?.reason) {
    case 'fault':
      return passedOver.fault
    case 'expired':
      return `expired ${passedOver.cachedUntil}`
    default:
      return passedOver?.reason ?? ''
  }
}
