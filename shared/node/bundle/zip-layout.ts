import { BundleFault } from './bundle-fault.ts'
import type { ZipEntry } from './zip-directory.ts'
import { headerBytes, mostDescriptorBytes, mostHeaderBytes } from './zip-local.ts'

/** Sorts entries as they lie in the file and says where each ends; none may reach into the next, or leave room. */
export function layOut(entries: ZipEntry[], directoryOffset: number, tell: (fault: BundleFault) => void): void {
  entries.sort((a, b) => a.offset - b.offset)
  const first = entries[0]?.offset ?? directoryOffset
  if (first !== 0) tell(new BundleFault('ENTRY_HIDDEN_BYTES', entries[0]?.name ?? null))
  for (const [index, entry] of entries.entries()) {
    const { name, offset, packedBytes } = entry
    entry.endOffset = Math.min(entries[index + 1]?.offset ?? directoryOffset, directoryOffset)
    const room = entry.endOffset - offset
    if (room < headerBytes + name.length + packedBytes) tell(new BundleFault('ENTRY_OVERLAP', name))
    else if (room > mostHeaderBytes + packedBytes + mostDescriptorBytes)
      tell(new BundleFault('ENTRY_HIDDEN_BYTES', name))
  }
}
