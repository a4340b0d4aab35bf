import { createHash } from 'node:crypto'
import { encodeWav24 } from '#shared/node/audio/wav.ts'

/** A short sound that is nobody else's: what an id stands for has the same bytes wherever it is asked for. */
export function soundOf(id: string): Buffer {
  const seed = createHash('sha256').update(id).digest()
  const samples = Float32Array.from({ length: 1200 }, (_, at) => ((seed[at % seed.length] ?? 0) - 128) / 512)
  return encodeWav24([samples], 8000)
}

/** What a row says of that file. */
export function soundFileOf(id: string): { sha256: string; fileSizeBytes: number } {
  const bytes = soundOf(id)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), fileSizeBytes: bytes.length }
}
