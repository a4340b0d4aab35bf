import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'

const blockBytes = 65_536

export interface FileSpan {
  file: string
  /** First and last byte, both included; what the file does not have is left out. */
  start: number
  end: number
  faultOf: (error: unknown) => Error
}

/** Opens the file when it is first read, closes it at its end, when it is cancelled, and when it can't be read. */
export function streamFile({ file, start, end, faultOf }: FileSpan): ReadableStream<Uint8Array<ArrayBuffer>> {
  let position = start
  let handle: FileHandle | undefined

  async function close(): Promise<void> {
    const opened = handle
    handle = undefined
    await opened?.close()
  }

  async function readBlock(): Promise<Uint8Array<ArrayBuffer>> {
    handle ??= await open(file, 'r')
    const block = new Uint8Array(Math.min(blockBytes, end - position + 1))
    const { bytesRead } = await handle.read(block, 0, block.length, position)
    position += bytesRead
    return block.subarray(0, bytesRead)
  }

  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const block = await readBlock()
          if (block.length > 0) controller.enqueue(block)
          if (block.length > 0 && position <= end) return
          await close()
          controller.close()
        } catch (error) {
          await close()
          throw faultOf(error)
        }
      },
      cancel: close,
    },
    // Nothing is opened for a stream that nobody reads, such as the body of an answer that was not wanted any more.
    { highWaterMark: 0 },
  )
}
