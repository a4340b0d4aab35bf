import type { PhonemeRow } from '#shared/contract/studio.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const phonemes = command({
  name: 'phonemes',
  usage: '[--query Q]',
  summary: 'Lists the phonemes, with what there is of each.',
  details: ['--query Q   those that match a symbol, a Vietnamese approximation or an exemplar word, best first'],
  options: { query: { type: 'string' } },
  async run({ values: { query } }, { studio }) {
    const rows = await (await studio()).phonemes.list(query === undefined ? {} : { query })
    const lines = rows.length === 0 ? ['No phoneme matches.'] : table([heading, ...rows.map(cells)])
    return { document: rows, lines }
  },
})

const heading = ['symbol', 'words', 'native', 'tts', 'generated', 'takes', 'plays now']

function cells({ phoneme, counts, resolution }: PhonemeRow): string[] {
  const words = phoneme.exemplars.map(({ word }) => word).join(', ')
  const numbers = [counts.native, counts.tts, counts.generated, counts.takes].map(String)
  return [phoneme.ipaSymbol, words, ...numbers, resolution.rung ?? '–']
}
