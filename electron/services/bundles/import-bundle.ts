import { setImmediate as nextTurn } from 'node:timers/promises'
import type { BundleProgress, ImportResult, PreferOption, VerifyResult } from '#shared/contract/bundles.ts'
import type { Failure } from '#shared/contract/studio.ts'
import type { SourceFault } from '#shared/entities/resolve.ts'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { BundleFault } from '#shared/node/bundle/bundle-fault.ts'
import type { ReadDocument } from '#shared/node/bundle/read-catalog.ts'
import type { BundleReport } from '#shared/node/bundle/verify-bundle.ts'
import { verifyBundle } from '#shared/node/bundle/verify-bundle.ts'
import type { AudioPool } from '#shared/node/create-audio-pool.ts'
import type { MergeReport } from '../../catalog/merge/merge-report.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import type { AudioFiles } from '../../storage/audio-files.ts'
import type { IncomingFiles } from '../../storage/incoming-files.ts'
import { asStudioFault, rejectAsStudioFault } from '../as-studio-fault.ts'
import { StudioFault } from '../studio-fault.ts'
import { namedFiles } from './named-files.ts'
import type { WantedFile } from './stage-files.ts'
import { stageFiles } from './stage-files.ts'

export interface ImportFriends {
  catalog: Catalog
  files: AudioFiles
  incoming: IncomingFiles
  audioPool: AudioPool
  readDocument: ReadDocument
  newId: () => string
  clock: () => Date
}

export interface ImportAsked {
  /** The bundle's absolute place. */
  file: string
  fileName: string
  prefer?: PreferOption | undefined
  choices?: Record<string, 'mine' | 'theirs'> | undefined
}

type Tell = (progress: BundleProgress) => void

const faultsTold = 100
const checksAtOnce = 100

/** Reads all of it, every sound too. */
export async function examineBundle(
  { file }: Pick<ImportAsked, 'file'>,
  { readDocument }: Pick<ImportFriends, 'readDocument'>,
  tell: Tell,
  signal: AbortSignal | undefined,
): Promise<BundleReport> {
  return verifyBundle(file, {
    readDocument,
    signal,
    onProgress: ({ doneFiles, totalFiles, doneBytes, totalBytes }) =>
      tell({ done: doneFiles, total: totalFiles, label: '', doneBytes, totalBytes }),
  })
}

export function verifyResultOf({ valid, faults, faultCount, info, counts, document }: BundleReport): VerifyResult {
  return {
    valid,
    faults: faults.map(({ code, path, message }) => ({ code, path, sentence: message })),
    faultCount,
    info: Object.fromEntries([...info].map(([label, values]) => [label, [...values]])),
    counts: {
      files: counts.files,
      bytes: counts.payloadBytes,
      sources: document?.sources.length ?? 0,
      takes: document?.takes.length ?? 0,
      phonemes: document?.phonemes.length ?? 0,
    },
  }
}

/** What an import would do; writes nothing. */
export async function planImport(
  asked: ImportAsked,
  friends: ImportFriends,
  tell: Tell,
  signal: AbortSignal | undefined,
): Promise<ImportResult> {
  const document = await demandWhole(asked, friends, tell, signal)
  const report = await mergeIn(asked, document, friends, true)
  demandTaken(asked, report)
  return resultOf(report, missingFiles(document, report, friends), false)
}

/** Takes all of it over, or nothing: files first, rows last, in one transaction. */
export async function importBundle(
  asked: ImportAsked,
  friends: ImportFriends,
  tell: Tell,
  signal: AbortSignal | undefined,
): Promise<ImportResult> {
  const { catalog, files, incoming, newId } = friends
  const document = await demandWhole(asked, friends, tell, signal)
  const plan = await mergeIn(asked, document, friends, true)
  demandTaken(asked, plan)
  demandChoices(plan)
  const wanted = missingFiles(document, plan, friends)
  const stage = await incoming.openStage(newId()).catch(rejectAsStudioFault)
  try {
    const heard = await stageFiles(stage, asked.file, wanted, friends, tell, signal)
    signal?.throwIfAborted()
    await stage.place(leavingOf(plan))
    const report = await mergeIn(asked, document, friends, false)
    demandTaken(asked, report)
    demandChoices(report)
    // Where something was changed here since the plan: what only now has a row has its file a moment later.
    const late = missingFiles(document, report, friends)
    const heardLate = await stageFiles(stage, asked.file, late, friends, tell, undefined)
    if (late.length > 0) await stage.place(leavingOf(report))
    await noteChecks(document, report, new Map([...heard, ...heardLate]), friends)
    const isNamed = namedFiles(catalog)
    for (const path of leavingOf(report)) if (!isNamed(path)) await files.discard(path)
    return resultOf(report, [...wanted, ...late], true)
  } catch (error) {
    throw asStudioFault(error)
  } finally {
    await stage.settle(namedFiles(catalog))
  }
}

async function demandWhole(
  asked: ImportAsked,
  friends: ImportFriends,
  tell: Tell,
  signal: AbortSignal | undefined,
): Promise<BundleDocument> {
  const report = await examineBundle(asked, friends, tell, signal)
  if (report.valid && report.document !== null) return report.document
  const { faults } = verifyResultOf(report)
  throw new StudioFault('BUNDLE_REFUSED', {
    fileName: asked.fileName,
    first: faults[0]?.sentence ?? '',
    faultCount: report.faultCount,
    faults: faults.slice(0, faultsTold),
  })
}

function mergeIn(
  { prefer, choices }: ImportAsked,
  document: BundleDocument,
  { catalog, clock }: ImportFriends,
  dryRun: boolean,
): Promise<MergeReport> {
  return catalog.merge({ document, prefer, choices, dryRun, now: clock().toISOString() })
}

/** What the catalog refuses as a whole was not taken over, not even in part. */
function demandTaken({ fileName }: ImportAsked, { refusals }: MergeReport): void {
  const faults = refusals
    .filter(({ kind }) => kind === 'document')
    .map(({ code, detail }) => ({
      code,
      path: 'data/catalog.json',
      sentence: `The catalog inside is not possible: ${detail}.`,
    }))
  const [first] = faults
  if (first === undefined) return
  throw new StudioFault('BUNDLE_REFUSED', { fileName, first: first.sentence, faultCount: faults.length, faults })
}

function leavingOf({ replaced }: MergeReport): string[] {
  return replaced.flatMap(({ path }) => path ?? [])
}

function demandChoices({ conflicts }: MergeReport): void {
  if (conflicts.length > 0) throw new StudioFault('CHOICES_CONFLICT', { count: conflicts.length, conflicts })
}

/** Of what comes in, and of what is here already but whose file is gone. */
function missingFiles(document: BundleDocument, report: MergeReport, { catalog, files }: ImportFriends): WantedFile[] {
  const coming = new Set([...report.newSources, ...report.newTakes])
  const isMine = ({ id, sha256 }: WantedFile & { id: string }) =>
    catalog.sources.get(id)?.sha256 === sha256 || catalog.takes.get(id)?.sha256 === sha256
  return [...document.sources, ...document.takes]
    .filter((row) => (coming.has(row.id) || isMine(row)) && files.statNow(row.path) === null)
    .map(({ path, sha256, fileSizeBytes }) => ({ path, sha256, fileSizeBytes }))
}

/** What was just read and heard needn't be read again when it is first looked at. */
async function noteChecks(
  document: BundleDocument,
  report: MergeReport,
  heard: ReadonlyMap<string, SourceFault | null>,
  { catalog, files }: ImportFriends,
): Promise<void> {
  const coming = new Set(report.newSources)
  const sources = document.sources.filter(({ id, path }) => coming.has(id) && heard.has(path))
  for (let start = 0; start < sources.length; start += checksAtOnce) {
    catalog.writeQuietly(() => {
      for (const { id, path } of sources.slice(start, start + checksAtOnce)) {
        const found = files.statNow(path)
        if (found === null || catalog.sources.get(id) === undefined) continue
        catalog.sources.putFileCheck(id, { modifiedMs: found.modifiedMs, fault: heard.get(path) ?? null })
      }
    })
    await nextTurn()
  }
}

function resultOf(report: MergeReport, wanted: readonly WantedFile[], imported: boolean): ImportResult {
  const { counts, conflicts, refusals } = report
  return {
    imported,
    kinds: Object.entries(counts).map(([kind, { conflicts: conflicting, ...numbers }]) => ({
      kind: kind as ImportResult['kinds'][number]['kind'],
      ...numbers,
      conflicting,
    })),
    newFiles: wanted.length,
    newBytes: wanted.reduce((sum, { fileSizeBytes }) => sum + fileSizeBytes, 0),
    conflicts,
    refused: refusals.map(
      ({ kind, id, code, detail }): Failure => ({ label: id, code: `MERGE_${code}`, data: { kind, id, detail } }),
    ),
  }
}

/** A fault of the file that shows only when it is read a second time. */
export function bundleFaultAsStudioFault(error: unknown, fileName: string): unknown {
  if (!(error instanceof BundleFault)) return error
  const { code, path, message } = error
  return new StudioFault('BUNDLE_REFUSED', {
    fileName,
    first: message,
    faultCount: 1,
    faults: [{ code, path, sentence: message }],
  })
}
