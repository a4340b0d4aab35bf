import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import type { Resolution } from '#shared/entities/resolve.ts'
import { command } from '../command.ts'
import { playFile } from '../play-file.ts'

export const resolvePhoneme = command({
  name: 'resolve',
  usage: 'PHONEME [--force-refresh] [--play]',
  summary: 'Says what the course plays for a phoneme now, and why.',
  details: [
    '--force-refresh   looks at every source and file again instead of remembering',
    '--play            plays it, by a player of this system, and counts it as one play',
  ],
  options: { 'force-refresh': { type: 'boolean' }, play: { type: 'boolean' } },
  positionals: ['PHONEME'],
  async run({ values, positionals: [phoneme = ''] }, call) {
    const studio = await call.studio()
    const resolution = await studio.phonemes.resolve({ phoneme, forceRefresh: values['force-refresh'] ?? false })
    const lines = linesOf(resolution, call.folder)
    const { source } = resolution
    if (values.play !== true) return { document: resolution, lines }
    if (source?.path == null) return { document: resolution, lines, failure: 'There is no file to play.' }
    const playId = newId()
    const played = () => studio.sources.played({ playId, sourceId: source.id }).then(() => undefined)
    const failure = await playFile(join(call.folder, source.path), { signal: call.signal, played })
    return { document: resolution, lines, failure }
  },
})

function linesOf(
  { rung, status, source, fallbackText, spokenText, ladder, wantsFresh }: Resolution,
  folder: string,
): string[] {
  if (status === 'failed') return []
  const answer = source
    ? [`${source.sourceType} · ${source.voiceId} · ${source.id}`, ...(source.path ? [join(folder, source.path)] : [])]
    : [`web speech says "${spokenText ?? ''}"; the learner reads "${fallbackText ?? ''}"`]
  const passed = ladder.filter(({ passedOver }) => passedOver !== null)
  return [
    `${status}, by the rung "${rung ?? ''}"`,
    ...answer,
    ...(wantsFresh ? ['a fresh clip was asked for; "queue" shows how far it is'] : []),
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
