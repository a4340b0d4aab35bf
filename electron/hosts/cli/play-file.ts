import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What plays a WAV file on each system without being installed first; on Linux the first that is there. */
const players: Partial<Record<NodeJS.Platform, (file: string) => [string, ...string[]][]>> = {
  darwin: (file) => [['afplay', file]],
  win32: (file) => [
    [
      'powershell',
      '-NoProfile',
      '-Command',
      `(New-Object Media.SoundPlayer '${file.replaceAll("'", "''")}').PlaySync()`,
    ],
  ],
  linux: (file) => [
    ['paplay', file],
    ['pw-play', file],
    ['aplay', '-q', file],
    ['ffplay', '-nodisp', '-autoexit', '-loglevel', 'error', file],
    ['play', '-q', file],
  ],
}

interface PlayOptions {
  signal: AbortSignal
  /** Called once, when a player has played it. */
  played: () => Promise<void>
}

/** Plays to the end, by the first player that can. Returns a sentence where none can. */
export async function playFile(file: string, { signal, played }: PlayOptions): Promise<string | undefined> {
  const candidates = players[process.platform]?.(file) ?? []
  const failures: string[] = []
  for (const [program, ...args] of candidates) {
    const code = await exitCodeOf(program, args, signal)
    if (code === 0) {
      await played()
      return undefined
    }
    // Some players are there, but not the sound server that they play to: the next may know another.
    if (code !== 'missing') failures.push(`${program} ended with code ${code ?? 'none'}`)
  }
  if (failures.length > 0) return `The file could not be played (${failures.join(', ')}).`
  const names = candidates.map(([program]) => program).join(', ')
  return `No program that plays sound was found here${names === '' ? '' : ` (looked for ${names})`}.`
}

async function exitCodeOf(program: string, args: string[], signal: AbortSignal): Promise<number | null | 'missing'> {
  const child = spawn(program, args, { stdio: 'ignore', signal, windowsHide: true })
  try {
    const [code] = (await once(child, 'exit')) as [number | null]
    return code
  } catch (error) {
    if (signal.aborted || child.pid !== undefined) throw error
    return 'missing'
  }
}
