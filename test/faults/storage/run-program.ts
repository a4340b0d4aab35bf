import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

export interface RunningProgram {
  lines: AsyncIterable<string>
  kill(): Promise<void>
  /** Its exit code, and what it said on stderr. */
  ended(): Promise<{ code: number | null; stderr: string }>
}

/** Starts one of the programs beside this file in a process of its own, in a shell's command if one is given. */
export function runProgram(name: string, args: readonly string[], shell?: string): RunningProgram {
  const command = [process.execPath, join(import.meta.dirname, 'programs', name), ...args]
  const [executable = '', ...rest] = shell === undefined ? command : ['sh', '-c', shell, ...command]
  const child: ChildProcess = spawn(executable, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exit = once(child, 'close')
  let stderr = ''
  child.stderr?.on('data', (text: Buffer) => {
    stderr += text.toString()
  })
  if (!child.stdout) throw new Error('the program has no output')
  return {
    lines: createInterface({ input: child.stdout }),
    kill: async () => {
      child.kill('SIGKILL')
      await exit
    },
    ended: async () => {
      await exit
      return { code: child.exitCode, stderr }
    },
  }
}
