import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { moveFile, partOf, removeFile, writeAll } from './durable.ts'
import type { KeptFile } from './keep-take.ts'
import { freePath } from './keep-take.ts'
import type { DataFolder } from './open-data-folder.ts'
import { storageFaultOf } from './storage-fault.ts'

export interface CommittedExport extends KeptFile {
  sizeBytes: number
}

export interface ExportFile {
  /** From beginning to end, in the order of the calls. After a failed write all that follow fail, and the commit. */
  write(bytes: Uint8Array): Promise<void>
  /** Gives the file its name: the one asked for, or the same with `-2`, `-3` … where that is taken. */
  commit(): Promise<CommittedExport>
  /** Also after a failed write or commit. */
  discard(): Promise<void>
}

/** A file that comes to stand in `exports/` whole, or not at all. Whoever creates it commits or discards it. */
export async function createExportFile(folder: DataFolder, name: string): Promise<ExportFile> {
  const wanted = `exports/${name}`
  const part = partOf(folder.file(wanted))
  const failed = (error: unknown) => storageFaultOf(error, { folder: folder.root, path: wanted })
  const hash = createHash('sha256')
  let fileSizeBytes = 0
  let written: Promise<void> = Promise.resolve()
  const handle = await open(part, 'wx').catch((error: unknown) => Promise.reject(failed(error)))

  async function append(bytes: Uint8Array): Promise<void> {
    try {
      await writeAll(handle, bytes, fileSizeBytes)
    } catch (error) {
      throw failed(error)
    }
    hash.update(bytes)
    fileSizeBytes += bytes.length
  }

  return {
    write: (bytes) => {
      written = written.then(() => append(bytes))
      return written
    },
    commit: async () => {
      try {
        await written
        await handle.sync()
        await handle.close()
        const path = await freePath(folder, wanted)
        await moveFile(part, folder.file(path))
        return { path, sha256: hash.digest('hex'), fileSizeBytes, sizeBytes: fileSizeBytes }
      } catch (error) {
        throw failed(error)
      }
    },
    discard: async () => {
      // Its failure was told to whoever wrote.
      await written.catch(() => {})
      await handle.close()
      await removeFile(part)
    },
  }
}
