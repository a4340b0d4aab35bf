import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ExportOptions } from '#shared/contract/bundles.ts'
import type { StudioClient } from '#test/contract/doors.ts'
import { endOf } from '#test/support/end-of.ts'

/** Sends a file as a window does, in pieces; resolves with the upload's id. */
export async function sendBundle(
  client: StudioClient,
  bytes: Uint8Array,
  { fileName = 'theirs.zip', pieceBytes = 1_048_576 } = {},
): Promise<string> {
  const { uploadId } = await client.bundles.beginUpload({ fileName, sizeBytes: bytes.length })
  for (let offset = 0; offset < bytes.length; offset += pieceBytes)
    await client.bundles.append({
      uploadId,
      offset,
      bytes: new Blob([Uint8Array.from(bytes.subarray(offset, offset + pieceBytes))]),
    })
  return uploadId
}

/** Sends it, takes it over and puts the upload away, as a window does. */
export async function takeOver(
  client: StudioClient,
  bytes: Uint8Array,
  options: { prefer?: 'mine' | 'theirs' | 'newer'; choices?: Record<string, 'mine' | 'theirs'> } = {},
) {
  const uploadId = await sendBundle(client, bytes)
  try {
    return await endOf(await client.bundles.import({ uploadId, ...options }))
  } finally {
    await client.bundles.discardUpload({ uploadId })
  }
}

/** A bundle of that studio, and what was said of it. */
export async function bundleOfStudio(client: StudioClient, folder: string, options: ExportOptions = {}) {
  const result = await endOf(await client.bundles.export(options))
  return { result, name: basename(result.path), bytes: readFileSync(join(folder, result.path)) }
}
