import { open } from 'node:fs/promises'
import { BundleFault, reasonOf } from '#shared/node/bundle/bundle-fault.ts'
import type { AudioFriends } from './audio-friends.ts'
import type { PlannedAudio } from './audio-plan.ts'

type PlannedFile = Exclude<PlannedAudio, { kind: 'rendition' }>

/** Short files are read while those before them are written: waiting for the disk is most of an export's time. */
export interface ReadAhead {
  /** Good until the next call; null: it is too long to be held, or no longer as long as it was. Throws FILE_UNREADABLE. */
  of(planned: PlannedFile): Promise<Uint8Array | null>
}

const mostAhead = 4
/** What is longer is not copied by the bag, and so could not be read over. */
const heldBytes = 1_048_576

export function readAhead(plan: readonly PlannedAudio[], { fileOf }: Pick<AudioFriends, 'fileOf'>): ReadAhead {
  const line = plan.filter((planned) => planned.kind !== 'rendition' && planned.sizeBytes < heldBytes)
  // One more than are under way: the one that was handed out.
  const buffers = Array.from({ length: mostAhead + 1 }, () => Buffer.allocUnsafe(heldBytes))
  const underWay = new Map<PlannedAudio, Promise<Uint8Array | null>>()
  let next = 0

  async function read({ path, sizeBytes }: PlannedAudio, buffer: Buffer): Promise<Uint8Array | null> {
    try {
      const handle = await open(fileOf(path))
      try {
        // A byte more than there should be tells of a file that has grown.
        const { bytesRead } = await handle.read(buffer, 0, Math.min(sizeBytes + 1, heldBytes), 0)
        return bytesRead === sizeBytes ? buffer.subarray(0, bytesRead) : null
      } finally {
        await handle.close()
      }
    } catch (error) {
      throw new BundleFault('FILE_UNREADABLE', path, { reason: reasonOf(error) }, error)
    }
  }

  return {
    async of(planned) {
      while (underWay.size < mostAhead && next < line.length) {
        const coming = line[next] as PlannedFile
        const reading = read(coming, buffers[next % buffers.length] as Buffer)
        next += 1
        // Heard when its turn comes, and never if the export ends before.
        reading.catch(() => {})
        underWay.set(coming, reading)
      }
      const reading = underWay.get(planned)
      underWay.delete(planned)
      return reading === undefined ? null : reading
    },
  }
}
