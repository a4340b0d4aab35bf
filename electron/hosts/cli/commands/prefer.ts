import { command } from '../command.ts'
import { WrongArguments } from '../failures.ts'

export const prefer = command({
  name: 'prefer',
  usage: 'PHONEME SOURCE|--clear [--reason R]',
  summary: 'Sets the source that a phoneme is played from, or leaves it to the rule again.',
  details: [
    'SOURCE       the source’s id',
    '--clear      no source is preferred any more',
    '--reason R   kept with the decision',
  ],
  options: { clear: { type: 'boolean' }, reason: { type: 'string' } },
  positionals: ['PHONEME', 'SOURCE?'],
  async run({ values: { clear = false, reason }, positionals: [phoneme = '', source] }, { studio }) {
    if (clear === (source !== undefined)) throw new WrongArguments('"prefer" needs either SOURCE or --clear.')
    const sourceId = source ?? null
    if (sourceId !== null && !uuid.test(sourceId)) throw new WrongArguments(`"${sourceId}" is no source’s id.`)
    const row = await (await studio()).sources.prefer({ phoneme, sourceId, reason: reason ?? null })
    const { ipaSymbol } = row.phoneme
    const now = row.resolution.source?.id ?? 'web speech'
    const done = clear ? `${ipaSymbol}: no source is preferred now.` : `${ipaSymbol}: preferred ${sourceId}.`
    return { document: row, lines: [done, `The rule now picks ${now} (${row.resolution.rung ?? 'nothing'}).`] }
  },
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
