import { z } from 'zod'
import { scriptBounds, scriptOrders } from '../../entities/script/script.ts'
import type { JsonFault } from '../text/json-fault.ts'
import { fieldFaults, fieldName, jsonOffset, parseJson } from '../text/json-fault.ts'
import type { AskedField, AskedScript, Tell } from './asked-script.ts'
import { isTakes, takesReason, titleFault } from './bounds.ts'

export const scriptFormat = 'phoneme-studio-script'
export const scriptVersion = 1

const text = z.string('write text in double quotes')
const Takes = z.custom<number>(isTakes, takesReason)

const JsonScript = z.strictObject({
  format: z.literal(scriptFormat),
  version: z.literal(scriptVersion),
  title: text.transform((title) => title.trim()),
  order: z.enum([...scriptOrders, 'as-written'], `write ${scriptOrders.join(', ')} or as-written`).optional(),
  takes: Takes.optional(),
  prompts: z
    .array(
      z.strictObject(
        {
          phoneme: text,
          context: text,
          prompt: z.union([z.int(), z.string()], "write the prompt's number or its text").optional(),
          takes: Takes.optional(),
        },
        'write { "phoneme": …, "context": … }',
      ),
      'write a list of prompts in [ ]',
    )
    .min(1, 'ask for at least one prompt'),
})

/** A script in JSON as it is written; undefined where its form is wrong, which is told. */
export function readJsonScript(json: string, tell: Tell): AskedScript | undefined {
  const tellFault = ({ offset, path, reason }: JsonFault) => tell({ offset, field: fieldName(path) }, reason)
  const parsed = parseJson(json)
  if ('reason' in parsed) {
    tellFault(parsed)
    return undefined
  }
  const { root, value } = parsed
  const strange = strangeForm(value)
  if (strange) {
    tellFault({ ...strange, offset: jsonOffset(root, strange.path).offset })
    return undefined
  }
  const read = JsonScript.safeParse(value)
  if (!read.success) {
    for (const fault of fieldFaults(root, read.error.issues, 'a script')) tellFault(fault)
    return undefined
  }
  const { title, order = null, takes = scriptBounds.takesDefault, prompts } = read.data
  const wrongTitle = titleFault(title)
  if (wrongTitle !== undefined) tellFault({ ...jsonOffset(root, ['title']), path: ['title'], reason: wrongTitle })
  return {
    title,
    order,
    takes,
    lines: prompts.map(({ phoneme, context, prompt, takes }, index) => ({
      phoneme,
      context,
      prompt: prompt === undefined || String(prompt).trim() === '' ? null : prompt,
      takes: takes ?? null,
      at: (field: AskedField) => {
        const path = ['prompts', index, field]
        return { offset: jsonOffset(root, path).offset, field: fieldName(path) }
      },
    })),
  }
}

/** What would make every other fault of the file a wrong one to tell. */
function strangeForm(value: unknown): Omit<JsonFault, 'offset'> | undefined {
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown }
  if (format !== scriptFormat) {
    return { path: ['format'], reason: `is not "${scriptFormat}": this is no script of the studio` }
  }
  if (version === scriptVersion) return undefined
  const newer = typeof version === 'number' && version > scriptVersion
  return {
    path: ['version'],
    reason: `is not ${scriptVersion}${newer ? ': the file is of a newer studio' : ', the version that there is'}`,
  }
}
