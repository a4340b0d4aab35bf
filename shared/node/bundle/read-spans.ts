import type { FileHandle } from 'node:fs/promises'
import { bundleBounds } from './bundle-bounds.ts'
import { readFully } from './file-digest.ts'

export interface Span {
  offset: number
  endOffset: number
}

interface Block<Part> {
  start: number
  end: number
  parts: Part[]
}

/**
 * The bytes of each part, which come sorted by offset. Parts that lie together are read at once, and the next ones while
 * those are looked at: the bytes hold only until the next part is asked for. Of a part that is larger than what is read
 * whole come none.
 */
export async function* readSpans<Part extends Span>(
  handle: FileHandle,
  parts: readonly Part[],
): AsyncGenerator<{ part: Part; bytes: Buffer | null }, void, void> {
  const buffers = [Buffer.alloc(0), Buffer.alloc(0)]
  let turn = 0
  const read = async (block: Block<Part> | undefined): Promise<Buffer> => {
    const length = block ? block.end - block.start : 0
    if (!block || length > bundleBounds.wholeBytes) return Buffer.alloc(0)
    turn = 1 - turn
    const known = buffers[turn] ?? Buffer.alloc(0)
    const buffer = known.length < length ? Buffer.allocUnsafeSlow(Math.max(length, blockBytes)) : known
    buffers[turn] = buffer
    return readFully(handle, block.start, length, buffer)
  }
  const blocks = blocksOf(parts)
  let next = blocks.next().value
  let coming = read(next)
  // Given up between two parts, nobody waits for it.
  coming.catch(() => undefined)
  while (next) {
    const block: Block<Part> = next
    const bytes = await coming
    next = blocks.next().value
    coming = read(next)
    coming.catch(() => undefined)
    const isWhole = block.end - block.start <= bundleBounds.wholeBytes
    for (const part of block.parts)
      yield { part, bytes: isWhole ? bytes.subarray(part.offset - block.start, part.endOffset - block.start) : null }
  }
  await coming
}

const blockBytes = 2 * bundleBounds.pieceBytes

function* blocksOf<Part extends Span>(parts: readonly Part[]): Generator<Block<Part>, undefined, void> {
  let block: Block<Part> | undefined
  for (const part of parts) {
    if (block && part.endOffset - block.start <= blockBytes) {
      block.parts.push(part)
      block.end = part.endOffset
      continue
    }
    if (block) yield block
    block = { start: part.offset, end: part.endOffset, parts: [part] }
  }
  if (block) yield block
}
