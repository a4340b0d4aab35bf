import type { BundleProgress, ExportOptions, ExportResult } from '#shared/contract/bundles.ts'
import { parseHybrid } from '#shared/entities/hybrid-clock.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import { createBagWriter } from '#shared/node/bundle/bag-writer.ts'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { BundleFault } from '#shared/node/bundle/bundle-fault.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import type { CatalogSnapshot } from '../../catalog/snapshot.ts'
import type { ExportFiles } from '../../storage/export-files.ts'
import { StorageFault } from '../../storage/storage-fault.ts'
import { StudioFault } from '../studio-fault.ts'
import type { AudioFriends } from './audio-friends.ts'
import { planAudio } from './audio-plan.ts'
import type { ContentFriends } from './choose-content.ts'
import { chooseContent } from './choose-content.ts'
import type { CourseMapping } from './course-mapping.ts'
import { documentOf } from './document-of.ts'
import type { LastExport } from './last-export.ts'
import { sideFiles } from './side-files.ts'
import { writeAudio } from './write-audio.ts'

export interface ExportFriends extends Omit<ContentFriends, 'snapshot' | 'lastSeqs'>, AudioFriends {
  openSnapshot: () => CatalogSnapshot
  exportFiles: ExportFiles
  mapping: CourseMapping
  lastExport: LastExport
  /** As it is now, beside the snapshot. */
  catalog: Catalog
  version: string
  clock: () => Date
}

/** Where nobody says for whom a bundle is made. */
const ourselves = 'Phoneme Studio'

/** Audio first: a file that can't be read is left out and told, and nothing that comes after names it. */
export async function* exportBundle(
  { what = { kind: 'all' }, withTakes = false, formats = [], organisation = ourselves, ...side }: ExportOptions,
  friends: ExportFriends,
  signal: AbortSignal | undefined,
): AsyncGenerator<BundleProgress, ExportResult, void> {
  const { exportFiles, lastExport, version, clock } = friends
  const snapshot = friends.openSnapshot()
  let file: Awaited<ReturnType<ExportFiles['begin']>> | undefined
  let committed = false
  try {
    const lastSeqs = lastExport.seqs()
    const content = await chooseContent(what, withTakes, { ...friends, snapshot, lastSeqs })
    const chosen = {
      sourceIds: content.sources.map(({ id }) => id),
      takeIds: content.takes.map(({ id }) => id),
      renditions: [],
    }
    const first = await documentOf(snapshot, chosen)
    const changedAt = newestChange(first)
    // Only what the catalog names: consent may have been withdrawn while the files were looked at.
    const named = new Set([...first.sources, ...first.takes].map(({ id }) => id))
    const isNamed = ({ id }: { id: string }) => named.has(id)
    const plan = planAudio(content.sources.filter(isNamed), content.takes.filter(isNamed), formats)
    file = await exportFiles.begin(`phonemes-${stampOf(clock())}.zip`)
    const bag = createBagWriter(file.stream.getWriter(), { changedAt, ...(signal === undefined ? {} : { signal }) })
    const written = yield* writeAudio(bag, plan, friends, snapshot, signal)
    const leftOut = [...content.leftOut, ...written.leftOut]

    // Once more, since the files may have told something else.
    const document = await documentOf(snapshot, written)
    const { notes, files } = sideFiles(document, side, friends.mapping.get())
    for (const each of files) await bag.addText(each)
    signal?.throwIfAborted()
    demandConsentNow(document, friends.catalog)
    await bag.close({
      softwareVersion: version,
      newestChange: newestChange(document),
      language: 'en',
      sourceOrganization: organisation,
      consents: consentsOf(document),
    })
    const { path, sizeBytes, sha256 } = await file.commit()
    committed = true
    // A bundle of a few sources says nothing of what else had changed.
    if (what.kind === 'all' || what.kind === 'since-last') {
      const source = snapshot.rows.lastChange()
      lastExport.keep({ source, take: withTakes ? source : lastSeqs.take })
    }
    const fileName = path.slice(path.lastIndexOf('/') + 1)
    const counts = {
      sources: document.sources.length,
      takes: document.takes.length,
      renditions: document.renditions.length,
    }
    return { fileName, url: `/media/${path}`, path, sizeBytes, sha256, ...counts, leftOut, notes }
  } catch (error) {
    throw bundleFault(error)
  } finally {
    snapshot.close()
    if (!committed) await file?.discard()
  }
}

/** Whoever withdrew while it was being written is not in it. */
function demandConsentNow({ speakers }: BundleDocument, catalog: Pick<Catalog, 'speakers'>): void {
  const gone = speakers.find(({ id }) => {
    const speaker = catalog.speakers.get(id)
    return speaker === undefined || !consentStands(speaker)
  })
  if (gone === undefined) return
  const reason = `${gone.displayName} withdrew consent while it was being written`
  throw new StudioFault('BUNDLE_NOT_WRITTEN', { reason })
}

const firstTime = '1980-01-01T00:00:00.000Z'

/** Of what is inside: the same content gives the same bytes, whenever it is bundled. */
function newestChange(document: BundleDocument): string {
  const { sources, takes, speakers, sittings, sessions, decisions, plays, withdrawn, clocks } = document
  const times = [
    ...[...sources, ...takes, ...speakers, ...sittings].map(({ updatedAt }) => updatedAt),
    ...sessions.map(({ startedAt, endedAt }) => endedAt ?? startedAt),
    ...decisions.map(({ decidedAt }) => decidedAt),
    ...plays.map(({ lastPlayedAt }) => lastPlayedAt),
    ...withdrawn.map(({ withdrawnAt }) => withdrawnAt),
    // An edited phoneme has no other time.
    ...Object.values(clocks.phoneme ?? {}).flatMap((row) => Object.values(row).map(timeOf)),
  ]
  return times.reduce((newest, time) => (time > newest ? time : newest), firstTime)
}

function timeOf(clock: string): string {
  return new Date(parseHybrid(clock).ms).toISOString()
}

/** `2026-11-21T10:48:04.000Z` as `20261121-104804`. */
function stampOf(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
}

/** Which licence covers how many of the files. */
function consentsOf({ speakers, sources, takes }: BundleDocument): { licence: string; files: number }[] {
  const licences = new Map(speakers.map(({ id, consent }) => [id, consent?.licence]))
  const files = new Map<string, number>()
  for (const { speakerId } of [...sources, ...takes]) {
    const licence = speakerId === null ? undefined : licences.get(speakerId)
    if (licence !== undefined) files.set(licence, (files.get(licence) ?? 0) + 1)
  }
  return [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([licence, count]) => ({ licence, files: count }))
}

function bundleFault(error: unknown): unknown {
  if (error instanceof BundleFault) return new StudioFault('BUNDLE_NOT_WRITTEN', { reason: error.message })
  if (!(error instanceof StorageFault)) return error
  return new StudioFault('BUNDLE_NOT_WRITTEN', {
    reason: error.code === 'DISK_FULL' ? 'the disk is full' : error.message,
  })
}
