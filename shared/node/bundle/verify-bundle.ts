import type { FileHandle } from 'node:fs/promises'
import type { Bundle } from './bag-reader.ts'
import { openBundle } from './bag-reader.ts'
import type { BundleDocument } from './bundle-document.ts'
import { BundleFault, reasonOf } from './bundle-fault.ts'
import { checkAudio, soundsOf } from './check-audio.ts'
import type { ExamineAudio } from './examine-sound.ts'
import { examineSound } from './examine-sound.ts'
import { createFaultList } from './fault-list.ts'
import type { FaultList } from './fault-list.ts'
import type { ReadDocument } from './read-catalog.ts'
import { catalogPath, readCatalog } from './read-catalog.ts'

export interface VerifyProgress {
  doneFiles: number
  totalFiles: number
  doneBytes: number
  totalBytes: number
}

export interface VerifyOptions {
  /** What takes the catalog in, older versions too: `(json) => readDocument(json, shipped)`. */
  readDocument: ReadDocument
  signal?: AbortSignal | undefined
  onProgress?: ((progress: VerifyProgress) => void) | undefined
  /** Why a sound can't be heard; null where it can. The bytes that it is given hold until it answers. */
  examineAudio?: ExamineAudio
}

export interface BundleReport {
  valid: boolean
  /** The first thousand. */
  faults: readonly BundleFault[]
  faultCount: number
  /** bag-info.txt, labels in lower case. */
  info: ReadonlyMap<string, readonly string[]>
  counts: { files: number; payloadFiles: number; payloadBytes: number; audioFiles: number }
  /** Null where it can't be read. */
  document: BundleDocument | null
}

/**
 * Reads all of a bundle: structure, every check sum, the catalog, and each sound. What is wrong is in the report; only
 * an abort is thrown.
 */
export async function verifyBundle(from: string | FileHandle | Bundle, options: VerifyOptions): Promise<BundleReport> {
  const { signal } = options
  const faults = createFaultList()
  const report = (bundle: Bundle | null, document: BundleDocument | null, audioFiles: number): BundleReport => {
    const payload = [...(bundle?.files.values() ?? [])].filter(({ path }) => path.startsWith('data/'))
    const payloadBytes = payload.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    const counts = { files: bundle?.files.size ?? 0, payloadFiles: payload.length, payloadBytes, audioFiles }
    const faultCount = faults.count()
    return {
      valid: faultCount === 0,
      faults: faults.kept,
      faultCount,
      info: bundle?.info ?? new Map(),
      counts,
      document,
    }
  }

  const isOpen = typeof from === 'object' && 'files' in from
  const bundle = isOpen ? from : await attempt(faults, () => openBundle(from, signal ? { signal } : {}))
  if (!bundle) return report(null, null, 0)
  try {
    faults.takeOver(bundle.faults, bundle.faultCount)
    const document = bundle.files.has(catalogPath)
      ? await attempt(faults, () => readCatalog(bundle, options.readDocument, faults.tell))
      : null
    if (!document && faults.count() === 0) faults.tell(new BundleFault('CATALOG_MISSING', null))
    const sounds = document ? soundsOf(document) : new Map()
    if (document) checkAudio(sounds, bundle.files, faults.tell)
    // What is too large to unpack is not unpacked to see.
    if (!bundle.faults.some(({ code }) => code === 'ZIP_TOO_LARGE'))
      await attempt(faults, () => readAll(bundle, sounds, faults, options))
    return report(bundle, document, sounds.size)
  } finally {
    if (!isOpen) await bundle.close()
  }
}

async function readAll(
  bundle: Bundle,
  sounds: ReadonlyMap<string, unknown>,
  faults: FaultList,
  { signal, onProgress, examineAudio = examineSound }: VerifyOptions,
): Promise<void> {
  const files = [...bundle.files.values()]
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const progress = { doneFiles: 0, totalFiles: files.length, doneBytes: 0, totalBytes }
  for await (const { file, head } of bundle.scan()) {
    const { path, sizeBytes } = file
    signal?.throwIfAborted()
    if (head instanceof BundleFault) faults.tell(head)
    else if (sounds.has(path)) {
      const reason = await examineAudio({ path, sizeBytes, head })
      if (reason !== null) faults.tell(new BundleFault('AUDIO_UNDECODABLE', path, { reason }))
    }
    progress.doneFiles += 1
    progress.doneBytes += sizeBytes
    onProgress?.({ ...progress })
  }
}

async function attempt<Result>(faults: FaultList, work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof BundleFault) && !isOfSystem(error)) throw error
    faults.tell(
      error instanceof BundleFault
        ? error
        : new BundleFault('BUNDLE_UNREADABLE', null, { reason: reasonOf(error) }, error),
    )
    return null
  }
}

/** The disk failed, or the file went. */
const isOfSystem = (error: unknown) => error instanceof Error && 'syscall' in error
