import { pipeline } from 'node:stream/promises'
import { createInflateRaw, inflateRaw } from 'node:zlib'
import { BundleFault, reasonOf } from './bundle-fault.ts'

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const restLeft = 'bytes follow its end'

/** Unpacks into at most `sizeBytes` bytes; all of what is packed must be used up. */
export function inflateWhole(packed: Uint8Array, path: string, sizeBytes: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const options = { maxOutputLength: Math.max(sizeBytes, 1), info: true }
  inflateRaw(packed, options, (error, result) => {
    if (error) {
      reject(
        codeOf(error) === 'ERR_BUFFER_TOO_LARGE'
          ? new BundleFault('ENTRY_SIZE', path)
          : new BundleFault('ENTRY_BROKEN', path, { reason: error.message }, error),
      )
      return
    }
    // With `info`, which the types do not know, comes how much was read, too.
    const { buffer, engine } = result as unknown as { buffer: Buffer; engine: { bytesWritten: number } }
    if (engine.bytesWritten === packed.length) resolve(buffer)
    else reject(new BundleFault('ENTRY_BROKEN', path, { reason: restLeft }))
  })
  return promise
}

/** The same in pieces. */
export async function* inflatePieces(
  packed: AsyncIterable<Buffer>,
  path: string,
  sizeBytes: number,
): AsyncGenerator<Buffer, void, void> {
  const inflate = createInflateRaw()
  let packedBytes = 0
  async function* counted() {
    for await (const piece of packed) {
      packedBytes += piece.length
      yield piece
    }
  }
  const feeding = pipeline(counted(), inflate, { end: true })
  // The loop below meets the same error.
  feeding.catch(() => undefined)
  let length = 0
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      length += piece.length
      if (length > sizeBytes) throw new BundleFault('ENTRY_SIZE', path)
      yield piece
    }
    await feeding
  } catch (error) {
    if (!codeOf(error).startsWith('Z_')) throw error
    throw new BundleFault('ENTRY_BROKEN', path, { reason: reasonOf(error) }, error)
  } finally {
    inflate.destroy()
  }
  if (inflate.bytesWritten !== packedBytes) throw new BundleFault('ENTRY_BROKEN', path, { reason: restLeft })
}
