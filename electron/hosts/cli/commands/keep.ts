import { command } from '../command.ts'
import { wholeNumber } from '../whole-number.ts'

export const keep = command({
  name: 'keep',
  usage: 'SOURCE [--days N]',
  summary: 'Keeps a TTS clip for so many days more, from now (30).',
  options: { days: { type: 'string' } },
  positionals: ['SOURCE'],
  async run({ values, positionals: [sourceId = ''] }, call) {
    const days = wholeNumber(values.days, '--days', { least: 1, most: 3650 }) ?? 30
    const result = await (await call.studio()).cache.keep({ sourceId, days })
    return { document: result, lines: [`${sourceId} is kept until ${result.cachedUntil}.`] }
  },
})
