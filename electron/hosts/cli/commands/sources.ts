import type { SourceView } from '#shared/contract/studio.ts'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import { command } from '../command.ts'
import { oneOf } from '../one-of.ts'
import { table } from '../table.ts'

export const sources = command({
  name: 'sources',
  usage: '[--phoneme P] [--type T]',
  summary: 'Lists the audio sources, newest first.',
  details: ['--phoneme P   of one phoneme', `--type T      of one type: ${sourceTypes.join(', ')}`],
  options: { phoneme: { type: 'string' }, type: { type: 'string' } },
  async run({ values: { phoneme, type } }, { studio }) {
    const sourceType = oneOf(sourceTypes, type, '--type')
    const views = await (await studio()).sources.list({
      ...(phoneme !== undefined && { phoneme }),
      ...(sourceType !== undefined && { sourceType }),
    })
    return { document: views, lines: views.length === 0 ? ['There are no such sources.'] : table(views.map(cells)) }
  },
})

function cells({ source, voiceName, preferred, fault }: SourceView): string[] {
  return [
    source.id,
    source.sourceType,
    source.voiceId,
    voiceName,
    source.language,
    `${source.audioDurationSeconds.toFixed(2)} s`,
    source.createdAt,
    [preferred ? 'preferred' : '', fault ?? ''].filter((word) => word !== '').join(', '),
  ]
}
