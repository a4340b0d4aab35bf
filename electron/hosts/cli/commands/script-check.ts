import { basename } from 'node:path'
import { ORPCError } from '@orpc/client'
import type { StudioErrorData } from '#shared/contract/errors.ts'
import { command } from '../command.ts'
import { CommandFailed } from '../failures.ts'
import { readableFile } from '../readable-file.ts'

export const scriptCheck = command({
  name: 'script check',
  usage: 'FILE',
  summary: 'Reads a recording script, and says what it asks for or what is wrong with it.',
  options: {},
  positionals: ['FILE'],
  async run({ positionals: [path = ''] }, { studio }) {
    const file = await readableFile(path)
    const { scripts } = await studio()
    const { script, order } = await scripts
      .read({ file, fileName: basename(path) })
      .catch((error: unknown) => rejectWithPlace(error, path))
    const takes = script.lines.reduce((sum, line) => sum + line.takes, 0)
    return {
      document: { file: path, title: script.title, order, prompts: script.lines.length, takes },
      lines: [`${counted(script.lines.length, 'prompt')}, ${counted(takes, 'take')}`],
    }
  },
})

/** As compilers tell it, so that editors lead to the place. */
function rejectWithPlace(error: unknown, path: string): never {
  if (!(error instanceof ORPCError) || error.code !== 'SCRIPT_WRONG') throw error
  const { line, field, reason, more } = error.data as StudioErrorData<'SCRIPT_WRONG'>
  const others = more === 0 ? '' : ` (and ${counted(more, 'fault')} after it)`
  const what = field === '' ? '' : `${field}: `
  throw new CommandFailed('SCRIPT_WRONG', `${path}:${line}: ${what}${reason}${others}`)
}

function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`
}
