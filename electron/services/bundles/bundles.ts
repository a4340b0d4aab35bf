import type {
  BundleProgress,
  ExportOptions,
  ExportResult,
  ImportResult,
  PreferOption,
  VerifyResult,
} from '#shared/contract/bundles.ts'
import type { CourseMapping } from './course-mapping.ts'
import type { ExportFriends } from './export-bundle.ts'
import { exportBundle } from './export-bundle.ts'
import type { ImportAsked, ImportFriends } from './import-bundle.ts'
import { bundleFaultAsStudioFault, examineBundle, importBundle, planImport, verifyResultOf } from './import-bundle.ts'
import { tellProgress } from './tell-progress.ts'
import type { Uploads } from './uploads.ts'

type Reading<Result> = AsyncGenerator<BundleProgress, Result, void>

export interface Bundles {
  /**
   * Writes audio and catalog into one file. What has no standing consent or can't be played is left out, and told.
   * No half file remains under the final name, also when nobody waits for the end.
   */
  export(options: ExportOptions, signal?: AbortSignal): AsyncGenerator<BundleProgress, ExportResult, void>
  verify(uploadId: string, signal?: AbortSignal): Reading<VerifyResult>
  plan(uploadId: string, signal?: AbortSignal): Reading<ImportResult>
  import(
    asked: { uploadId: string; prefer?: PreferOption | undefined; choices?: ImportAsked['choices'] },
    signal?: AbortSignal,
  ): Reading<ImportResult>
  uploads: Uploads
  mapping: CourseMapping
  /** Whatever is under way ends as if nobody waited for it, but for rows that are being written. */
  close(): Promise<void>
}

interface Friends extends ExportFriends, ImportFriends {
  uploads: Uploads
}

export function createBundles(friends: Friends): Bundles {
  const { uploads, mapping } = friends
  const closing = new AbortController()
  const underWay = new Set<AsyncGenerator<unknown, unknown, void>>()

  async function* untilClosed<Result>(
    stream: (signal: AbortSignal) => Reading<Result>,
    signal: AbortSignal | undefined,
  ): Reading<Result> {
    const running = stream(AbortSignal.any([closing.signal, ...(signal === undefined ? [] : [signal])]))
    underWay.add(running)
    try {
      return yield* running
    } finally {
      underWay.delete(running)
    }
  }

  async function* reading<Result>(
    uploadId: string,
    read: (asked: ImportAsked, tell: (progress: BundleProgress) => void, signal: AbortSignal) => Promise<Result>,
    signal: AbortSignal,
  ): Reading<Result> {
    const asked = await uploads.whole(uploadId)
    try {
      return yield* tellProgress<BundleProgress, Result>((tell, stop) => read(asked, tell, stop), signal)
    } catch (error) {
      throw bundleFaultAsStudioFault(error, asked.fileName)
    }
  }

  const readUntilClosed = <Result>(
    uploadId: string,
    signal: AbortSignal | undefined,
    read: Parameters<typeof reading<Result>>[1],
  ) => untilClosed((either) => reading(uploadId, read, either), signal)

  return {
    export: (options, signal) => untilClosed((either) => exportBundle(options, friends, either), signal),
    verify: (uploadId, signal) =>
      readUntilClosed(uploadId, signal, async (asked, tell, stop) =>
        verifyResultOf(await examineBundle(asked, friends, tell, stop)),
      ),
    plan: (uploadId, signal) =>
      readUntilClosed(uploadId, signal, (asked, tell, stop) => planImport(asked, friends, tell, stop)),
    import: ({ uploadId, prefer, choices }, signal) =>
      readUntilClosed(uploadId, signal, (asked, tell, stop) =>
        importBundle({ ...asked, prefer, choices }, friends, tell, stop),
      ),
    uploads,
    mapping,
    async close() {
      closing.abort()
      // Also what nobody has asked to go on for a while.
      await Promise.allSettled([...underWay].map((running) => running.return(undefined)))
      await uploads.close()
    },
  }
}
