import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { runProgram } from './run-program.ts'

async function openedAsNobody(root: string): Promise<string> {
  const program = runProgram('open-as-nobody.ts', [root])
  const lines: string[] = []
  for await (const line of program.lines) lines.push(line)
  expect(await program.ended()).toEqual({ code: 0, stderr: '' })
  return lines.join('\n')
}

async function aFolder(mode: number): Promise<string> {
  const parent = temporaryFolder()
  await chmod(parent, 0o755)
  const root = join(parent, 'studio')
  await mkdir(root)
  await openDataFolder(root)
  for (const inside of ['', 'phonemes', 'phonemes/audio', 'takes', 'recording', 'backups', 'exports', 'incoming']) {
    await chmod(join(root, inside), 0o777)
  }
  await chmod(root, mode)
  // Whoever is not root could not remove it otherwise.
  onTestFinished(() => chmod(root, 0o777))
  return root
}

describe.skipIf(process.platform === 'win32')('a data folder without the right to write', () => {
  it('is opened by anybody while it has that right', async () => {
    const root = await aFolder(0o777)
    expect(await openedAsNobody(root)).toBe(`opened ${root}`)
  })

  it('is refused', async () => {
    const root = await aFolder(0o555)
    expect(await openedAsNobody(root)).toBe(`FOLDER_NOT_WRITABLE ${root}`)
  })

  it.each(['takes', 'recording', 'phonemes/audio', 'exports', 'backups', 'incoming'])(
    'is refused when only %s lacks it',
    async (inside) => {
      const root = await aFolder(0o777)
      await chmod(join(root, inside), 0o555)
      expect(await openedAsNobody(root)).toBe(`FOLDER_NOT_WRITABLE ${root}`)
    },
  )

  it('is refused where it would have to be made first', async () => {
    const root = await aFolder(0o555)
    const inside = join(root, 'new')
    expect(await openedAsNobody(inside)).toBe(`FOLDER_NOT_WRITABLE ${inside}`)
  })
})
