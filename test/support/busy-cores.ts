import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** Keeps every core busy until it is let go. */
export function busyCores(): { release(): Promise<void> } {
  const spin = 'for (let at = 0; ; at += 1) if (at % 1e9 === 0) Math.sqrt(at)'
  const workers = Array.from({ length: availableParallelism() }, () => new Worker(spin, { eval: true }))
  return {
    async release() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
