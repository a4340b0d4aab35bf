import { open, unlink } from 'node:fs/promises'
import { partOf, writeAll } from './durable.ts'
import type { DataFolder } from './open-data-folder.ts'
import { errnoOf, storageFaultOf } from './storage-fault.ts'

/** What a take's end needs beside its sound: its row, its outline and the log of both, in pages of the catalog. */
const spareBytes = 256 * 1024

/** Room on the disk that is held until it is needed. */
export interface SpareRoom {
  /** Doing it again is no error. */
  giveBack: () => Promise<void>
}

/**
 * Holds some room beside what is being recorded, so that a take that fills the disk can still get its row. It is a `.part`:
 * what a crash leaves of it goes at the next start.
 */
export async function holdSpareRoom(folder: DataFolder): Promise<SpareRoom> {
  const spare = partOf(folder.file('recording/spare-room'))
  const giveBack = async () => {
    try {
      await unlink(spare)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error
    }
  }
  try {
    const handle = await open(spare, 'wx')
    try {
      await writeAll(handle, new Uint8Array(spareBytes), 0)
    } finally {
      await handle.close()
    }
  } catch (error) {
    await giveBack()
    throw storageFaultOf(error, { folder: folder.root })
  }
  return { giveBack }
}
