import type { Command } from './command.ts'

const globals = [
  '  --data DIR   the data folder (else PHONEME_STUDIO_DATA, else the platform’s own place)',
  '  --json       one JSON document on standard output; words for people on standard error',
  '  --help       this; after a command, that command’s own',
]

export function generalHelp(commands: readonly Command[]): string[] {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    'Use: phoneme-studio COMMAND [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'With every command:',
    ...globals,
    '',
    'PHONEME is a symbol (iː, i:, /iː/) or an id. Exit codes: 0 done, 1 failed, 2 wrong arguments.',
  ]
}

export function commandHelp({ name, usage, summary, details }: Command): string[] {
  const more = details.length === 0 ? [] : ['', ...details.map((line) => `  ${line}`)]
  return [`Use: phoneme-studio ${name} ${usage}`.trimEnd(), '', summary, ...more, '', 'With every command:', ...globals]
}
