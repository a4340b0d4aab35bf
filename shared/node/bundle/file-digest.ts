import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { bundleBounds } from './bundle-bounds.ts'

export interface Digest {
  sha256: string
  crc32: number
  sizeBytes: number
}

export function digestOf(bytes: Uint8Array): Digest {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), crc32: crc32(bytes), sizeBytes: bytes.length }
}

/** Reckons while bytes go by. */
export function createDigest(): { update(bytes: Uint8Array): void; finish(): Digest } {
  const hash = createHash('sha256')
  let crc = 0
  let sizeBytes = 0
  return {
    update(bytes) {
      hash.update(bytes)
      crc = crc32(bytes, crc)
      sizeBytes += bytes.length
    },
    finish: () => ({ sha256: hash.digest('hex'), crc32: crc, sizeBytes }),
  }
}

/** The bytes from `start` to `end`, or to where the file ends before it; each piece is its own memory. */
export async function* piecesOf(
  handle: FileHandle,
  { start = 0, end, signal }: { start?: number; end: number; signal?: AbortSignal | undefined },
): AsyncGenerator<Buffer, void, void> {
  for (let at = start; at < end; ) {
    signal?.throwIfAborted()
    const piece = Buffer.allocUnsafe(Math.min(bundleBounds.pieceBytes, end - at))
    const { bytesRead } = await handle.read(piece, 0, piece.length, at)
    if (bytesRead === 0) return
    yield piece.subarray(0, bytesRead)
    at += bytesRead
  }
}

/** So many bytes from `position`, into `bytes` if there are some; fewer only where the file ends. */
export async function readFully(
  handle: FileHandle,
  position: number,
  length: number,
  bytes: Buffer = Buffer.allocUnsafe(length),
): Promise<Buffer> {
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
