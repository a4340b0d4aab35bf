import type { SourcePageView } from '#shared/contract/sources.ts'
import type { SourceView } from '#shared/contract/studio.ts'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import { command } from '../command.ts'
import { oneDay } from '../one-day.ts'
import { oneOf } from '../one-of.ts'
import { table } from '../table.ts'

const rowsAtOnce = 500

export const sources = command({
  name: 'sources',
  usage: '[--phoneme P] [--type T] [--from DAY] [--to DAY]',
  summary: 'Lists the audio sources, newest first.',
  details: [
    '--phoneme P   of one phoneme',
    `--type T      of one type: ${sourceTypes.join(', ')}`,
    '--from DAY    made on that day or later, such as 2026-11-02 (UTC)',
    '--to DAY      made on that day or earlier',
  ],
  options: {
    phoneme: { type: 'string' },
    type: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  },
  async run({ values: { phoneme, type, from, to } }, { studio }) {
    const sourceType = oneOf(sourceTypes, type, '--type')
    const createdFrom = oneDay(from, '--from')?.first
    const createdTo = oneDay(to, '--to')?.last
    const client = await studio()
    const asked = {
      ...(phoneme !== undefined && { phonemeId: (await client.phonemes.get({ phoneme })).phoneme.id }),
      ...(sourceType !== undefined && { sourceType }),
      ...(createdFrom !== undefined && { createdFrom }),
      ...(createdTo !== undefined && { createdTo }),
      sort: 'newest' as const,
      limit: rowsAtOnce,
    }
    const views: SourceView[] = []
    let after: SourcePageView['next'] = null
    do {
      const page: SourcePageView = await client.sources.page({ ...asked, ...(after && { after }) })
      views.push(...page.rows)
      after = page.next
    } while (after !== null)
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
