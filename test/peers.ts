import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Another program that does what we do, to check ourselves against. */
export interface Peer {
  readonly missing: boolean
  /** For the title, so that what is skipped says why; empty where the peer is installed. */
  readonly note: string
  /** Runs it to its end; a status other than 0 is an error that carries what it said. */
  run(...args: string[]): { stdout: Buffer; stderr: string }
}

function isInstalled(command: string): boolean {
  const extension = process.platform === 'win32' ? '.exe' : ''
  return (process.env['PATH'] ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, command + extension), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * Peers are never needed to pass, and never missing in silence:
 * `it.skipIf(sox.missing)(`agrees with sox${sox.note}`, …)`, and likewise with `describe`.
 */
export function peer(command: string): Peer {
  const missing = !isInstalled(command)
  return {
    missing,
    note: missing ? ` (skipped: ${command} is not installed)` : '',
    run: (...args) => {
      const { status, stdout, stderr, error } = spawnSync(command, args, { maxBuffer: 256 * 1_048_576 })
      if (error) throw error
      if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr.toString()}`)
      return { stdout, stderr: stderr.toString() }
    },
  }
}
