import { ConnectionLost } from '../api/lost-connection.ts'
import type { StudioClient, StudioConnection } from '../api/studio-connection.ts'

const pieceBytes = 4 * 1_048_576
const mostTries = 5

export interface SendFriends {
  client: {
    bundles: Pick<StudioClient['bundles'], 'beginUpload' | 'append' | 'discardUpload' | 'verify' | 'plan' | 'import'>
  }
  whenOpen: StudioConnection['whenOpen']
}

/**
 * Carries a file to the studio piece by piece and gives the upload's id; what is cancelled or fails leaves nothing there. A
 * piece whose answer was lost is sent again: the studio writes it once.
 */
export async function sendFile(
  file: File,
  { client, whenOpen }: SendFriends,
  onSent: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const { bundles } = client
  const { uploadId } = await bundles.beginUpload({ fileName: file.name.slice(0, 255), sizeBytes: file.size })
  try {
    for (let offset = 0; offset < file.size; offset += pieceBytes) {
      onSent(offset)
      for (let tries = 1; ; tries += 1) {
        signal.throwIfAborted()
        try {
          await bundles.append({ uploadId, offset, bytes: file.slice(offset, offset + pieceBytes) })
          break
        } catch (error) {
          if (!(error instanceof ConnectionLost) || tries === mostTries) throw error
          await whenOpen()
        }
      }
    }
    // Also for whoever left while the last piece was on its way.
    signal.throwIfAborted()
    return uploadId
  } catch (error) {
    // The first failure is the one to tell.
    await bundles.discardUpload({ uploadId }).catch(() => undefined)
    throw error
  }
}
