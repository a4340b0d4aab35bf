import type { BundleProgress } from '#shared/contract/bundles.ts'
import type { Failure } from '#shared/contract/studio.ts'
import type { BagWriter } from '#shared/node/bundle/bag-writer.ts'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { BundleFault } from '#shared/node/bundle/bundle-fault.ts'
import { RenditionFault } from '#shared/node/renditions/rendition.ts'
import type { CatalogSnapshot } from '../../catalog/snapshot.ts'
import type { AudioFriends } from './audio-friends.ts'
import type { PlannedAudio } from './audio-plan.ts'
import { sourceLeftOut } from './choose-content.ts'
import type { EncodeAhead } from './encode-ahead.ts'
import { encodeAhead } from './encode-ahead.ts'
import type { ReadAhead } from './read-ahead.ts'
import { readAhead } from './read-ahead.ts'

export interface WrittenAudio {
  sourceIds: Set<string>
  takeIds: Set<string>
  renditions: BundleDocument['renditions']
  leftOut: Failure[]
}

/** Whatever can't be read is left out and told; what the bag itself can't take ends it. */
export async function* writeAudio(
  bag: BagWriter,
  plan: readonly PlannedAudio[],
  friends: AudioFriends,
  snapshot: CatalogSnapshot,
  signal: AbortSignal | undefined,
): AsyncGenerator<BundleProgress, WrittenAudio, void> {
  const symbols = new Map(snapshot.phonemes.all().map(({ id, ipaSymbol }) => [id, ipaSymbol]))
  const written: WrittenAudio = { sourceIds: new Set(), takeIds: new Set(), renditions: [], leftOut: [] }
  const totalBytes = plan.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const encoding = encodeAhead(plan, friends, signal)
  const reading = readAhead(plan, friends)
  let doneBytes = 0
  try {
    for (const [done, planned] of plan.entries()) {
      signal?.throwIfAborted()
      yield { done, total: plan.length, label: planned.path, doneBytes, totalBytes }
      doneBytes += planned.sizeBytes
      // Without the sound itself there is no other form of it.
      if (planned.kind === 'rendition' && !written.sourceIds.has(planned.source.id)) {
        encoding.pass(planned)
        continue
      }
      try {
        await writeOne(bag, planned, { ...friends, encoding, reading }, written)
      } catch (error) {
        written.leftOut.push(leftOut(planned, faultOf(error), snapshot, symbols))
      }
    }
    yield { done: plan.length, total: plan.length, label: '', doneBytes, totalBytes }
    return written
  } finally {
    encoding.stop()
  }
}

async function writeOne(
  bag: BagWriter,
  planned: PlannedAudio,
  { fileOf, encoding, reading }: AudioFriends & { encoding: EncodeAhead; reading: ReadAhead },
  written: WrittenAudio,
): Promise<void> {
  const { path } = planned
  if (planned.kind === 'rendition') {
    const bytes = await encoding.of(planned)
    const { sha256, sizeBytes: fileSizeBytes } = await bag.addBytes({ path, bytes })
    const { format } = planned.rendition
    written.renditions.push({ sourceId: planned.source.id, format, path, sha256, fileSizeBytes })
    return
  }
  const { sha256, fileSizeBytes: sizeBytes } = planned.kind === 'take' ? planned.take : planned.source
  const expected = { sha256, sizeBytes }
  const bytes = await reading.of(planned)
  if (bytes === null) await bag.addFile({ path, file: fileOf(path), expected })
  else await bag.addBytes({ path, bytes, expected })
  if (planned.kind === 'take') written.takeIds.add(planned.take.id)
  else written.sourceIds.add(planned.source.id)
}

/** What is wrong with this one file; anything else is the bag's, and ends it. */
function faultOf(error: unknown): string {
  if (error instanceof RenditionFault) return error.reason
  if (error instanceof BundleFault && (error.code === 'FILE_UNREADABLE' || error.code === 'FILE_CHANGED')) {
    return error.code === 'FILE_UNREADABLE' ? 'unreadable' : 'wrong hash'
  }
  throw error
}

function leftOut(
  planned: PlannedAudio,
  fault: string,
  snapshot: CatalogSnapshot,
  symbols: ReadonlyMap<string, string>,
): Failure {
  if (planned.kind === 'source') return sourceLeftOut(planned.source, fault, snapshot, symbols)
  const { path } = planned
  const ipaSymbol = symbols.get(planned.kind === 'take' ? planned.take.phonemeId : planned.source.phonemeId) ?? ''
  return { label: path, code: 'FILE_LEFT_OUT', data: { path, ipaSymbol, voiceName: path, fault } }
}
