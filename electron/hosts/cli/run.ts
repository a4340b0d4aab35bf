import { homedir } from 'node:os'
import type { openStudio } from '#studio/studio.ts'
import { dataFolderPath } from '../common/data-folder-path.ts'
import type { StudioParts } from '../common/studio-parts.ts'
import type { Command, Outcome } from './command.ts'
import { commands } from './commands/index.ts'
import type { Connection } from './connect.ts'
import { CommandFailed, Stopped, WrongArguments } from './failures.ts'
import { commandHelp, generalHelp } from './help.ts'
import { createProgressLine } from './progress-line.ts'
import type { WordedFailure } from './word-failure.ts'

export interface CliFriends {
  openStudio: typeof openStudio
  parts: StudioParts
  stdout: { write: (text: string) => unknown }
  stderr: { isTTY?: boolean; columns?: number; write: (text: string) => unknown }
  /** Ends with Ctrl-C. */
  signal: AbortSignal
}

interface Line {
  command: Command | null
  /** What follows the command's name, and the global options before it. */
  rest: string[]
  data: string | undefined
  help: boolean
}

/** Does what the command line says. Returns the exit code: 0, 1 (it failed), 2 (wrong arguments), 130 (Ctrl-C). */
export async function runCli(args: string[], friends: CliFriends): Promise<number> {
  const json = args.includes('--json')
  const print = (lines: readonly string[]) => friends.stdout.write(`${lines.join('\n')}\n`)
  const tell = (line: string) => friends.stderr.write(`${line}\n`)
  const fail = (failure: WordedFailure) => {
    tell(failure.message)
    // Whoever reads JSON finds exactly one document, also of a failure.
    if (json) print([JSON.stringify({ error: failure })])
  }
  let line: Line | undefined
  try {
    line = readLine(args)
    if (line.help || line.command === null) {
      print(line.command ? commandHelp(line.command) : generalHelp(commands))
      return 0
    }
    const outcome = await execute(line.command, line, friends, tell)
    if (json) print([JSON.stringify(outcome.document, null, 2)])
    else if (outcome.lines.length > 0) print(outcome.lines)
    if (outcome.failure === undefined) return 0
    tell(outcome.failure)
    return 1
  } catch (error) {
    if (friends.signal.aborted) {
      fail({ code: 'STOPPED', message: error instanceof Stopped ? error.message : 'Stopped.' })
      return 130
    }
    const failure = await wordAny(error, line?.command?.name)
    fail(failure)
    return failure.code === 'WRONG_ARGUMENTS' || failure.code === 'BAD_REQUEST' ? 2 : 1
  }
}

async function execute(
  command: Command,
  { rest, data }: Line,
  { openStudio, parts, stderr, signal }: CliFriends,
  tell: (line: string) => void,
): Promise<Outcome> {
  const folder = dataFolderPath({ flag: data, env: process.env, platform: process.platform, home: homedir() })
  const progress = createProgressLine(stderr)
  const said = (line: string) => {
    progress.clear()
    tell(line)
  }
  let connection: Connection | undefined
  const studio = async () => {
    if (connection) return connection.studio
    // Loaded only now: help and refusals need none of it.
    const { connect } = await import('./connect.ts')
    connection = await connect({ folder, doing: command.name, openStudio, parts, tell: said })
    return connection.studio
  }
  try {
    return await command.execute(rest, {
      folder,
      studio,
      signal,
      showProgress: (step) => progress.show(step),
      tell: said,
    })
  } catch (error) {
    if (connection?.lost())
      throw new CommandFailed('STUDIO_LEFT', 'The running studio was closed before the command was done. Run it again.')
    throw error
  } finally {
    progress.clear()
    await connection?.close()
  }
}

async function wordAny(error: unknown, commandName = ''): Promise<WordedFailure> {
  if (error instanceof WrongArguments)
    return { code: 'WRONG_ARGUMENTS', message: `${error.message} ${hint(commandName)}` }
  if (error instanceof CommandFailed) return { code: error.code, message: error.message }
  const { FolderInUse } = await import('../common/holder.ts')
  if (error instanceof FolderInUse) return { code: 'FOLDER_IN_USE', message: error.message }
  const { StartFault } = await import('#studio/start-fault.ts')
  if (error instanceof StartFault) return { code: error.code, message: error.message }
  const { wordFailure } = await import('./word-failure.ts')
  return wordFailure(error)
}

function hint(commandName: string): string {
  if (commandName === '') return '"phoneme-studio --help" lists the commands.'
  return `"phoneme-studio ${commandName} --help" says how.`
}

/** Finds the command's words, wherever the global options stand. */
function readLine(args: string[]): Line {
  const line: Line = { command: null, rest: [], data: undefined, help: false }
  const words: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string
    if (arg === '--') {
      line.rest.push(...args.slice(at))
      break
    }
    if (arg === '--json') continue
    if (arg === '--help' || arg === '-h') line.help = true
    else if (arg.startsWith('--data=')) line.data = arg.slice('--data='.length)
    else if (arg === '--data') line.data = args[++at] ?? ''
    else if (mayName(line) && !arg.startsWith('-')) {
      // The longest name counts: "queue" is a command, and so is "queue pause".
      const named = commandNamed([...words, arg])
      if (named === null && line.command !== null) line.rest.push(arg)
      else {
        words.push(arg)
        line.command = named
      }
    } else line.rest.push(arg)
  }
  if (line.data === '') throw new WrongArguments('"--data" needs a folder.')
  if (line.command !== null || (line.help && (words.length === 0 || groupOf(words).length > 0))) return line
  if (words.length > 0) throw new WrongArguments(unknownCommand(words))
  if (line.rest[0] === undefined) throw new WrongArguments('Say which command.')
  throw new WrongArguments(`Options come after the command, and "${line.rest[0]}" is none of the general ones.`)
}

function mayName({ command, rest }: Line): boolean {
  return command === null || rest.length === 0
}

function commandNamed(words: string[]): Command | null {
  const name = words.join(' ')
  return commands.find((each) => each.name === name) ?? null
}

function groupOf([first]: string[]): Command[] {
  return commands.filter(({ name }) => name.startsWith(`${first} `))
}

function unknownCommand(words: string[]): string {
  const group = groupOf(words)
  if (group.length === 0) return `There is no command "${words[0]}".`
  const names = group.map(({ name }) => `"${name}"`).join(' and ')
  return words.length === 1
    ? `There is ${names}: say which.`
    : `There is no command "${words.join(' ')}", but ${names}.`
}
