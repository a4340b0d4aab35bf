import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { ContractRouterClient } from '@orpc/contract'
import type { studioContract } from '#shared/contract/studio.ts'
import { argumentFault } from '../common/argument-fault.ts'
import { WrongArguments } from './failures.ts'

export type StudioClient = ContractRouterClient<typeof studioContract>
export type Options = NonNullable<ParseArgsConfig['options']>
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>['values']

export interface Progress {
  done: number
  total: number
  label: string
}

/** What a command may use of its surroundings. */
export interface Call {
  /** The data folder, absolute. */
  folder: string
  /** Joins the running studio or opens one here; asked for only when the arguments are found to be right. */
  studio: () => Promise<StudioClient>
  /** Ends with Ctrl-C. */
  signal: AbortSignal
  showProgress: (progress: Progress) => void
  /** Words for a person beside the result. */
  tell: (line: string) => void
}

export interface Outcome {
  /** What `--json` prints. */
  document: unknown
  /** What a person reads instead. */
  lines: string[]
  /** One sentence: the command did its work, but not everything is well (exit code 1). */
  failure?: string | undefined
}

export interface Command {
  /** As it is typed: `speakers add`. */
  name: string
  /** What follows the name. */
  usage: string
  summary: string
  /** More lines for its own help. */
  details: string[]
  execute(args: string[], call: Call): Promise<Outcome>
}

interface Definition<O extends Options> extends Omit<Command, 'execute' | 'details'> {
  details?: string[]
  options: O
  /** Names of the arguments that are no options; "?" at the end of one that may be left out. */
  positionals?: string[]
  run: (given: { values: Values<O>; positionals: string[] }, call: Call) => Promise<Outcome>
}

/** Options of every command; the program itself reads them. */
export const globalOptions = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options

export function command<const O extends Options>(definition: Definition<O>): Command {
  const { options, positionals: expected = [], run, ...shown } = definition
  return {
    details: [],
    ...shown,
    execute(args, call) {
      const { values, positionals } = parse(args, options)
      const needed = expected.filter((name) => !name.endsWith('?'))
      if (positionals.length < needed.length)
        throw new WrongArguments(`"${shown.name}" needs ${needed.slice(positionals.length).join(' and ')}.`)
      if (positionals.length > expected.length)
        throw new WrongArguments(`"${shown.name}" has no use for "${positionals.slice(expected.length).join(' ')}".`)
      return run({ values, positionals }, call)
    },
  }
}

function parse<O extends Options>(args: string[], options: O): { values: Values<O>; positionals: string[] } {
  try {
    const config = { args, options: { ...globalOptions, ...options }, allowPositionals: true as const }
    const { values, positionals } = parseArgs(config)
    return { values, positionals }
  } catch (error) {
    throw new WrongArguments(argumentFault(error))
  }
}

/** Runs through a stream of progress to its result. */
export async function finish<P extends Progress, T>(
  stream: { next(): Promise<IteratorResult<P, T>> },
  { showProgress, signal }: { showProgress: (step: P) => void; signal: AbortSignal },
): Promise<T> {
  for (;;) {
    signal.throwIfAborted()
    const step = await stream.next()
    if (step.done) return step.value
    showProgress(step.value)
  }
}
