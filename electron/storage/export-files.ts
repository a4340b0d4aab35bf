import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { moveFile, partOf, removeFile, writeAll } from './durable.ts'
import { freePath } from './keep-take.ts'
import type { DataFolder } from './open-data-folder.ts'
import type { StorageFault } from './storage-fault.ts'
import { storageFaultOf } from './storage-fault.ts'

export interface CommittedExport {
  /** Relative to the data folder. */
  path: string
  sha256: string
  sizeBytes: number
}

export interface ExportFile {
  /** From beginning to end. A write that fails errors it, with a StorageFault, and fails the commit. */
  stream: WritableStream<Uint8Array>
  /** Gives the file its name: the one asked for, or the same with `-2`, `-3` … where that is taken. */
  commit(): Promise<CommittedExport>
  /** Also after a failed write or commit. */
  discard(): Promise<void>
}

export interface ExportFiles {
  /** A file that comes to stand in `exports/` whole, or not at all. Whoever begins it commits or discards it. */
  begin(name: string): Promise<ExportFile>
}

export function createExportFiles(folder: DataFolder): ExportFiles {
  return { begin: (name) => beginExport(folder, name) }
}

async function beginExport(folder: DataFolder, name: string): Promise<ExportFile> {
  const wanted = `exports/${name}`
  const part = partOf(folder.file(wanted))
  const failed = (error: unknown) => storageFaultOf(error, { folder: folder.root, path: wanted })
  const hash = createHash('sha256')
  let sizeBytes = 0
  let fault: StorageFault | null = null
  const handle = await open(part, 'wx').catch((error: unknown) => Promise.reject(failed(error)))

  const stream = new WritableStream<Uint8Array>({
    async write(bytes) {
      try {
        await writeAll(handle, bytes, sizeBytes)
      } catch (error) {
        fault = failed(error)
        throw fault
      }
      hash.update(bytes)
      sizeBytes += bytes.length
    },
  })

  return {
    stream,
    commit: async () => {
      // There must be no hole in the file, whether its writer heard of the fault or not.
      if (fault) throw fault
      try {
        await handle.sync()
        await handle.close()
        const path = await freePath(folder, wanted)
        await moveFile(part, folder.file(path))
        return { path, sha256: hash.digest('hex'), sizeBytes }
      } catch (error) {
        throw failed(error)
      }
    },
    discard: async () => {
      await handle.close()
      await removeFile(part)
    },
  }
}
