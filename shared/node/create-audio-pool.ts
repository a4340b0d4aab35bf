import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Rendition } from './renditions/rendition.ts'
import { RenditionFault } from './renditions/rendition.ts'
import type { ExaminedLength, Rendered } from './workers/audio-worker.ts'

/** Sound work that takes long enough to hold up recording chunks, in threads of its own. */
export interface AudioPool {
  /** Throws RenditionFault where the sound can't have that form. */
  encode(file: Uint8Array, rendition: Rendition, signal?: AbortSignal): Promise<Uint8Array>
  /** Whether it decodes, has sound, and is of a plausible length. The bytes go to the thread: they are here no more. */
  examine(file: Uint8Array, signal?: AbortSignal): Promise<ExaminedLength>
  close(): Promise<void>
}

/** A file that keeps a decoder longer than this is refused like one that does not decode. */
const deadlineMs = 60_000
const idleMs = 5000

/** Threads come with the first work and go when there has been none for a while. */
export function createAudioPool({ workerUrl }: { workerUrl: URL }): AudioPool {
  const pool = new Piscina({
    filename: fileURLToPath(workerUrl),
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism()),
    idleTimeout: idleMs,
    concurrentTasksPerWorker: 1,
  })
  const within = (signal: AbortSignal | undefined) =>
    AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal === undefined ? [] : [signal])])

  return {
    async encode(file, rendition, signal) {
      try {
        const rendered = (await pool.run({ file, rendition }, { name: 'encode', signal: within(signal) })) as Rendered
        if ('bytes' in rendered) return rendered.bytes
        throw new RenditionFault(rendered.refused)
      } catch (error) {
        if (signal?.aborted || error instanceof RenditionFault) throw error
        // An encoder that hangs or falls over costs this one file, and not all that is made beside it.
        throw new RenditionFault('cannot be encoded')
      }
    },
    async examine(file, signal) {
      try {
        const transferList = file.byteLength === file.buffer.byteLength ? [file.buffer as ArrayBuffer] : []
        return (await pool.run({ file }, { name: 'examine', signal: within(signal), transferList })) as ExaminedLength
      } catch (error) {
        if (signal?.aborted) throw error
        // A decoder that hangs or falls over says of the file what one that refuses it says.
        return { fault: 'does not decode' }
      }
    },
    close: () => pool.destroy(),
  }
}
