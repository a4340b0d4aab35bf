import { resolve } from 'node:path'
import { scriptBounds, scriptOrders } from '#shared/entities/script/script.ts'
import { command } from '../command.ts'
import { deliverText, refuseTarget } from '../deliver.ts'
import { oneOf } from '../one-of.ts'
import { wholeNumber } from '../whole-number.ts'

const contexts = ['isolated', 'syllable', 'word'] as const
const most = { prompts: 3, takes: scriptBounds.takesMost }

export const scriptBuild = command({
  name: 'script build',
  usage: '[--title T] [--phoneme P…] [--context C…] [--prompts N] [--takes N] [--order O] [--out FILE [--force]]',
  summary: 'Writes a recording script of the inventory’s prompts.',
  details: [
    '--title T     as the speaker sees it',
    '--phoneme P   may be given more than once; every phoneme where none is named',
    `--context C   ${contexts.join(', ')}; may be given more than once, all where none is named`,
    `--prompts N   of each phoneme and context, 1 to ${most.prompts} (1)`,
    `--takes N     wanted of each prompt, 1 to ${most.takes} (${scriptBounds.takesDefault})`,
    `--order O     ${scriptOrders.join(', ')} (${scriptOrders[0]})`,
    '--out FILE    a table where the name ends in .csv, else JSON; else it is printed',
    '--force       overwrites FILE where it is there already',
  ],
  options: {
    title: { type: 'string' },
    phoneme: { type: 'string', multiple: true },
    context: { type: 'string', multiple: true },
    prompts: { type: 'string' },
    takes: { type: 'string' },
    order: { type: 'string' },
    out: { type: 'string' },
    force: { type: 'boolean' },
  },
  async run({ values }, { studio }) {
    const { title = 'Recording script', phoneme: phonemes, context, out, force = false } = values
    const asked = {
      title,
      ...(phonemes !== undefined && { phonemes }),
      contexts: context?.map((each) => oneOf(contexts, each, '--context') ?? 'isolated') ?? [...contexts],
      promptsEach: wholeNumber(values.prompts, '--prompts', { least: 1, most: most.prompts, otherwise: 1 }),
      takes: wholeNumber(values.takes, '--takes', { least: 1, most: most.takes, otherwise: scriptBounds.takesDefault }),
      order: oneOf(scriptOrders, values.order, '--order') ?? scriptOrders[0],
    }
    const target = out === undefined ? null : resolve(out)
    if (target !== null) await refuseTarget(target, force)
    const { scripts } = await studio()
    const script = await scripts.build(asked)
    const { text } = await scripts.write({ script, form: target?.toLowerCase().endsWith('.csv') ? 'csv' : 'json' })
    if (target === null) return { document: { file: null, script }, lines: text.trimEnd().split('\n') }
    await deliverText({ text, to: target, force })
    return { document: { file: target, script }, lines: [`${target}: ${script.lines.length} prompts.`] }
  },
})
