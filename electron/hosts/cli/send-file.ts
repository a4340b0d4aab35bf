import { basename } from 'node:path'
import type { Call, StudioClient } from './command.ts'
import { readableFile } from './readable-file.ts'

const pieceBytes = 4 * 1_048_576

/** Carries a file to the studio in pieces, has it looked at, and leaves nothing of it behind. */
export async function withSentFile<T>(
  path: string,
  studio: StudioClient,
  { signal, showProgress }: Pick<Call, 'signal' | 'showProgress'>,
  act: (uploadId: string) => Promise<T>,
): Promise<T> {
  const file = await readableFile(path)
  const fileName = basename(path)
  const { uploadId } = await studio.bundles.beginUpload({ fileName, sizeBytes: file.size })
  try {
    for (let offset = 0; offset < file.size; offset += pieceBytes) {
      signal.throwIfAborted()
      showProgress({ done: offset, total: file.size, label: fileName })
      await studio.bundles.append({ uploadId, offset, bytes: file.slice(offset, offset + pieceBytes) })
    }
    return await act(uploadId)
  } finally {
    await studio.bundles.discardUpload({ uploadId })
  }
}
