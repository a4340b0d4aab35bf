import { command } from '../command.ts'
import { WrongArguments } from '../failures.ts'

export const memoClear = command({
  name: 'memo clear',
  usage: 'PHONEME | --all',
  summary: 'Forgets the remembered answer for a phoneme, or all of them; the next lookup finds it anew.',
  options: { all: { type: 'boolean' } },
  positionals: ['PHONEME?'],
  async run({ values: { all = false }, positionals: [phoneme] }, call) {
    if (all === (phoneme !== undefined)) throw new WrongArguments('"memo clear" needs a PHONEME, or --all.')
    const result = await (await call.studio()).cache.clearMemo(phoneme === undefined ? {} : { phoneme })
    return {
      document: result,
      lines: [`${result.cleared} remembered ${result.cleared === 1 ? 'answer' : 'answers'} forgotten.`],
    }
  },
})
