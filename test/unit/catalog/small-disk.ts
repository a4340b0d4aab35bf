import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '#test/temporary-folder.ts'

function mount(place: string, sizeBytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', place], { stdio: 'ignore' })
}

/** Whether this machine lets us have a small disk: as root on Linux, and not in every container. */
export function smallDisks(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const place = mkdtempSync(join(tmpdir(), 'phoneme-studio-'))
  try {
    mount(place, 65_536)
    execFileSync('umount', [place])
    return true
  } catch {
    return false
  } finally {
    rmSync(place, { recursive: true })
  }
}

/** A disk of that size, which goes when the test ends. */
export function aSmallDisk(sizeBytes: number): string {
  const place = temporaryFolder()
  mount(place, sizeBytes)
  onTestFinished(() => void execFileSync('umount', ['-l', place]))
  return place
}
