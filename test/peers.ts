import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, it } from 'vitest'

/** Another program that does what we do, to check ourselves against. */
export interface Peer {
  readonly installed: boolean
  /** As vitest's, but skipped, with the peer's name in the title, where the peer is not installed. */
  it(title: string, test: () => void | Promise<void>): void
  describe(title: string, tests: () => void): void
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

/** `peer('sox').it('reads our header', …)`: peers are never needed to pass, and never missing in silence. */
export function peer(command: string): Peer {
  const installed = isInstalled(command)
  const named = (title: string) => (installed ? title : `${title} (skipped: ${command} is not installed)`)
  return {
    installed,
    it: (title, test) => it.skipIf(!installed)(named(title), test),
    describe: (title, tests) => describe.skipIf(!installed)(named(title), tests),
    run: (...args) => {
      const { status, stdout, stderr, error } = spawnSync(command, args, { maxBuffer: 256 * 1_048_576 })
      if (error) throw error
      if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr.toString()}`)
      return { stdout, stderr: stderr.toString() }
    },
  }
}
