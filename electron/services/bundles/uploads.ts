import type { IncomingFiles } from '../../storage/incoming-files.ts'
import { rejectAsStudioFault } from '../as-studio-fault.ts'
import { StudioFault } from '../studio-fault.ts'

/** Bundles on their way in, in pieces. What was begun and never ended goes with the studio. */
export interface Uploads {
  begin(fileName: string, sizeBytes: number): Promise<string>
  append(uploadId: string, offset: number, bytes: Blob): Promise<number>
  discard(uploadId: string): Promise<void>
  /** Its absolute place, and what it was called, once all of it is there. */
  whole(uploadId: string): Promise<{ file: string; fileName: string }>
  close(): Promise<void>
}

interface Friends {
  incoming: IncomingFiles
  newId: () => string
}

export function createUploads({ incoming, newId }: Friends): Uploads {
  const known = new Map<string, { fileName: string; sizeBytes: number }>()

  function demand(uploadId: string) {
    const upload = known.get(uploadId)
    if (upload === undefined) throw new StudioFault('UPLOAD_UNKNOWN', { uploadId })
    return upload
  }

  return {
    async begin(fileName, sizeBytes) {
      const uploadId = newId()
      await incoming.begin(uploadId).catch(rejectAsStudioFault)
      known.set(uploadId, { fileName, sizeBytes })
      return uploadId
    },
    async append(uploadId, offset, bytes) {
      const { sizeBytes } = demand(uploadId)
      if (offset + bytes.size > sizeBytes)
        throw new StudioFault('WRONG_VALUE', { field: 'bytes', reason: 'are more than were announced' })
      return incoming.append(uploadId, offset, new Uint8Array(await bytes.arrayBuffer())).catch(rejectAsStudioFault)
    },
    async discard(uploadId) {
      if (!known.delete(uploadId)) return
      await incoming.discard(uploadId).catch(rejectAsStudioFault)
    },
    async whole(uploadId) {
      const { fileName, sizeBytes } = demand(uploadId)
      const receivedBytes = await incoming.sizeBytes(uploadId).catch(rejectAsStudioFault)
      if (receivedBytes !== sizeBytes)
        throw new StudioFault('UPLOAD_UNFINISHED', { fileName, receivedBytes, sizeBytes })
      return { file: incoming.file(uploadId), fileName }
    },
    async close() {
      for (const uploadId of known.keys()) await incoming.discard(uploadId)
      known.clear()
    },
  }
}
