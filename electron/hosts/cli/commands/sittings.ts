import type { SittingSummary } from '#shared/contract/sittings.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const sittings = command({
  name: 'sittings',
  usage: '[--open]',
  summary: 'Lists the recording sittings, with how far each has come.',
  details: ['--open   only those that are not ended'],
  options: { open: { type: 'boolean' } },
  async run({ values: { open = false } }, { studio }) {
    const found = await (await studio()).sittings.list({ openOnly: open })
    const lines = found.length === 0 ? ['There are no sittings.'] : table([heading, ...found.map(cells)])
    return { document: found, lines }
  },
})

const heading = ['sitting', 'speaker', 'script', 'prompts done', 'takes', 'last change', '']

function cells({ id, speakerName, title, prompts, done, takes, updatedAt, endedAt }: SittingSummary): string[] {
  const state = endedAt === null ? 'open' : 'ended'
  return [id, speakerName, title, `${done} of ${prompts}`, String(takes), updatedAt, state]
}
