import { createHash } from 'node:crypto'
import { BundleFault } from './bundle-fault.ts'

/** Algorithm → what a manifest says. */
export type KnownHashes = Readonly<Record<string, string>>

/** Reckons every check sum that is known of a file, while its bytes go by. */
export function createHashes(known: KnownHashes): { update(bytes: Uint8Array): void; check(path: string): void } {
  const running = Object.entries(known).map(([algorithm, said]) => ({ algorithm, said, hash: createHash(algorithm) }))
  return {
    update(bytes) {
      for (const { hash } of running) hash.update(bytes)
    },
    check(path) {
      for (const { algorithm, said, hash } of running)
        if (hash.digest('hex') !== said) throw new BundleFault('HASH_WRONG', path, { algorithm })
    },
  }
}
