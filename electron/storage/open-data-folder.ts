import { mkdir, open, unlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { partOf, removeParts } from './durable.ts'
import { refusePath } from './refuse-path.ts'
import { errnoOf, StorageFault, storageFaultOf } from './storage-fault.ts'

export interface DataFolder {
  /** Absolute. */
  readonly root: string
  /**
   * The absolute place of a path relative to the folder, with forward slashes. The one place where such paths are
   * judged: one that leaves the folder, or that some system can't name, throws PATH_REFUSED.
   */
  file: (relative: string) => string
}

/** Folders that always exist. */
const layout = ['phonemes/audio', 'takes', 'recording', 'backups', 'exports', 'incoming']

/** Permission bits, access lists and read-only mounts only show when something is really written. */
async function proveWritable(directory: string): Promise<void> {
  const probe = partOf(join(directory, 'writable'))
  const handle = await open(probe, 'wx')
  try {
    await handle.writeFile('writable')
  } finally {
    await handle.close()
    await unlink(probe)
  }
}

/**
 * Makes the layout where it is missing, clears what was only half written when an earlier run died, and proves that it
 * can be written to; throws StorageFault. Only under the folder's lock.
 */
export async function openDataFolder(root: string): Promise<DataFolder> {
  const absoluteRoot = resolve(root)
  const folder: DataFolder = {
    root: absoluteRoot,
    file: (relative) => {
      const reason = refusePath(relative)
      if (reason !== null) throw new StorageFault('PATH_REFUSED', { folder: absoluteRoot, path: relative, reason })
      return join(absoluteRoot, ...relative.split('/'))
    },
  }
  try {
    for (const directory of layout) await mkdir(folder.file(directory), { recursive: true })
    for (const directory of [absoluteRoot, ...layout.map(folder.file)]) {
      await removeParts(directory)
      await proveWritable(directory)
    }
  } catch (error) {
    // A file where a folder should be, or a folder on a drive that is not there.
    const blocked = ['EEXIST', 'ENOENT'].includes(errnoOf(error) ?? '')
    if (!blocked) throw storageFaultOf(error, { folder: absoluteRoot })
    const reason = error instanceof Error ? error.message : String(error)
    throw new StorageFault('FOLDER_NOT_WRITABLE', { folder: absoluteRoot, reason, cause: error })
  }
  return folder
}
