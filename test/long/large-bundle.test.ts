import { spawnSync } from 'node:child_process'
import { open, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openBundle } from '#shared/node/bundle/bag-reader.ts'
import { createBagWriter } from '#shared/node/bundle/bag-writer.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { onPath } from '../../tools/test/peers.ts'

const changedAt = '2026-11-02T10:00:01.000Z'
const info = { softwareVersion: '1', newestChange: changedAt, language: 'en', consents: [] }
const sizeBytes = 4_500_000_000

it.skipIf(!onPath('python3'))(
  'a bundle larger than 4 GiB, with a file as large, is written, and read here and by Python',
  async () => {
    const folder = temporaryFolder()
    // Holes instead of zeros, so that the disk holds next to nothing.
    const hole = join(folder, 'hole.wav')
    await writeFile(hole, '')
    await truncate(hole, sizeBytes)
    const file = join(folder, 'bundle.zip')
    const handle = await open(file, 'w')
    let at = 0
    const write = async (bytes: Uint8Array) => {
      if (bytes.some((byte) => byte !== 0)) await handle.write(bytes, 0, bytes.length, at)
      at += bytes.length
    }
    const bag = createBagWriter({ write }, { changedAt })
    await bag.addFile({ path: 'large.wav', file: hole })
    await bag.addText({ path: 'after.txt', text: 'after' })
    const { sizeBytes: written } = await bag.close(info)
    await handle.close()
    expect(written).toBe(at)

    const bundle = await openBundle(file)
    expect(bundle.faults).toEqual([])
    expect((await bundle.read('data/after.txt')).toString()).toBe('after')
    let length = 0
    for await (const piece of bundle.stream('data/large.wav')) length += piece.length
    await bundle.close()
    expect(length).toBe(sizeBytes)
    expect(namesByPython(file)).toBe(
      `[('phoneme-bundle/data/large.wav', ${sizeBytes}), ('phoneme-bundle/data/after.txt', 5)]`,
    )
  },
)

/** Files below data/ with their sizes; the last one read, too. */
function namesByPython(file: string): string {
  const script = [
    'import sys, zipfile',
    'z = zipfile.ZipFile(sys.argv[1])',
    "assert z.read('phoneme-bundle/data/after.txt') == b'after'",
    "print([(i.filename, i.file_size) for i in z.infolist() if '/data/' in i.filename])",
  ].join('\n')
  const { stdout, stderr } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' })
  return stdout.trim() || stderr
}
