import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { exists, makeDirectory, moveFile } from './durable.ts'
import { hashFile } from './hash-file.ts'
import type { DataFolder } from './open-data-folder.ts'

export interface KeptFile {
  /** Relative to the data folder. */
  path: string
  sha256: string
  fileSizeBytes: number
}

/** The path itself, or with `-2`, `-3` … the first that nothing has: a take is never overwritten. */
export async function freePath(folder: DataFolder, path: string): Promise<string> {
  const dot = path.lastIndexOf('.')
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : `${path.slice(0, dot)}-${number}${path.slice(dot)}`
    if (!(await exists(folder.file(candidate)))) return candidate
  }
}

export async function moveInFolder(folder: DataFolder, from: string, to: string): Promise<void> {
  await makeDirectory(dirname(folder.file(to)))
  await moveFile(folder.file(from), folder.file(to))
}

/** What the catalog is to know of a file. The hash is read back: it tells of what really lies on the disk. */
export async function describeFile(folder: DataFolder, path: string): Promise<KeptFile> {
  const file = folder.file(path)
  const { size } = await stat(file)
  return { path, sha256: await hashFile(file), fileSizeBytes: size }
}
