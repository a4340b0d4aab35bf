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
  /** Called once, when a player has begun. */
  started: () => Promise<void>
}

/** Plays to the end. Returns a sentence where it can't. */
export async function playFile(file: string, { signal, started }: PlayOptions): Promise<string | undefined> {
  const candidates = players[process.platform]?.(file) ?? []
  for (const [program, ...args] of candidates) {
    const child = spawn(program, args, { stdio: 'ignore', signal, windowsHide: true })
    const ended = once(child, 'exit') as Promise<[number | null]>
    // Settled below; until then a failure to start is no unhandled one.
    ended.catch(() => undefined)
    const there = await Promise.race([once(child, 'spawn').then(() => true), ended.then(() => true)]).catch(() => false)
    if (!there) continue
    await started()
    const [code] = await ended
    return code === 0 ? undefined : `${program} could not play the file (it ended with code ${code ?? 'none'}).`
  }
  const names = candidates.map(([program]) => program).join(', ')
  return `No program that plays sound was found here${names === '' ? '' : ` (looked for ${names})`}.`
}
