import type { BundleProgress } from '#shared/contract/bundles.ts'
import type { SourceFault } from '#shared/entities/resolve.ts'
import { examineAudio } from '#shared/node/audio/examine-audio.ts'
import { sniffFormat } from '#shared/node/audio/sniff-format.ts'
import { openBundle } from '#shared/node/bundle/bag-reader.ts'
import { BundleFault } from '#shared/node/bundle/bundle-fault.ts'
import type { AudioPool } from '#shared/node/create-audio-pool.ts'
import type { Stage } from '../../storage/incoming-files.ts'

export interface WantedFile {
  path: string
  sha256: string
  fileSizeBytes: number
}

const filesAtOnce = 8
const heardHereBytes = 524_288

/** Gives what keeps a sound from counting, by its path; null: nothing. Silence comes in, but is never played. */
export async function stageFiles(
  stage: Stage,
  file: string,
  wanted: readonly WantedFile[],
  { audioPool }: { audioPool: AudioPool },
  tell: (progress: BundleProgress) => void,
  signal: AbortSignal | undefined,
): Promise<Map<string, SourceFault | null>> {
  const heard = new Map<string, SourceFault | null>()
  if (wanted.length === 0) return heard
  const waiting = new Map(wanted.map((each) => [`data/${each.path}`, each]))
  const totalBytes = wanted.reduce((sum, { fileSizeBytes }) => sum + fileSizeBytes, 0)
  const underWay = new Set<Promise<void>>()
  let failure: { by: unknown } | null = null
  let doneBytes = 0

  async function stageOne(path: string, bytes: Uint8Array): Promise<void> {
    await stage.put(path, bytes)
    heard.set(path, await faultOf(bytes))
  }

  async function faultOf(bytes: Uint8Array): Promise<SourceFault | null> {
    // A short WAV file is heard in less time than it takes to hand it over.
    if (bytes.length <= heardHereBytes && sniffFormat(bytes) === 'wav') {
      const examined = await examineAudio(bytes)
      return typeof examined === 'string' ? examined : null
    }
    const examined = await audioPool.examine(bytes, signal)
    return 'fault' in examined ? examined.fault : null
  }

  function begin(path: string, bytes: Uint8Array): void {
    const staging = stageOne(path, bytes)
      .catch((error: unknown) => {
        failure ??= { by: error }
      })
      .finally(() => underWay.delete(staging))
    underWay.add(staging)
  }

  const bundle = await openBundle(file, signal === undefined ? {} : { signal })
  try {
    for await (const { file: scanned, head } of bundle.scan()) {
      signal?.throwIfAborted()
      if (failure !== null) break
      const found = waiting.get(scanned.path)
      if (found === undefined) continue
      if (head instanceof BundleFault) throw head
      tell({ done: wanted.length - waiting.size, total: wanted.length, label: found.path, doneBytes, totalBytes })
      waiting.delete(scanned.path)
      doneBytes += found.fileSizeBytes
      if (head.length < found.fileSizeBytes) await stage.put(found.path, bundle.stream(scanned.path))
      else begin(found.path, new Uint8Array(head))
      if (underWay.size >= filesAtOnce) await Promise.race(underWay)
    }
    await Promise.all(underWay)
    const failed = failure as { by: unknown } | null
    if (failed !== null) throw failed.by
    const [left] = waiting.keys()
    if (left !== undefined) throw new BundleFault('FILE_MISSING', left)
    return heard
  } finally {
    await Promise.all(underWay)
    await bundle.close()
  }
}
