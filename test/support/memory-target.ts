import type { ByteTarget } from '#shared/node/bundle/bag-writer.ts'

/** Keeps what is written to it. */
export function memoryTarget(): ByteTarget & { bytes: () => Buffer } {
  const written: Uint8Array[] = []
  return {
    write: async (bytes) => {
      written.push(Uint8Array.from(bytes))
    },
    bytes: () => Buffer.concat(written),
  }
}
