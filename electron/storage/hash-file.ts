import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'

const blockBytes = 1_048_576

/** SHA-256 of a file in hex, a block at a time, so that nothing else has to wait for a long one. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(file, 'r')
  try {
    const block = Buffer.alloc(blockBytes)
    for (;;) {
      const { bytesRead } = await handle.read(block, 0, blockBytes)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(block.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}

/** The same at once, for clips. */
export function hashFileSync(file: string): string {
  const hash = createHash('sha256')
  const descriptor = openSync(file, 'r')
  try {
    const block = Buffer.alloc(blockBytes)
    for (;;) {
      const bytesRead = readSync(descriptor, block, 0, blockBytes, null)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(block.subarray(0, bytesRead))
    }
  } finally {
    closeSync(descriptor)
  }
}
