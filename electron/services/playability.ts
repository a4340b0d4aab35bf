import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Candidate, SourceFault } from '#shared/entities/resolve.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import { examineAudio } from '#shared/node/audio/examine-audio.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { StorageFault } from '../storage/storage-fault.ts'
import { createTurnstile } from './turnstile.ts'

/** How many files are read again at once: a copied folder has thousands. */
const filesAtOnce = 4

export interface Playability {
  /** What keeps a source from counting, told at once; 'unknown': its file's time changed, and it must be read again. */
  faultNow(source: AudioSource): SourceFault | null | 'unknown'
  /** The same, reading the file again where that is needed. */
  fault(source: AudioSource): Promise<SourceFault | null>
  /** Each source beside what keeps it from counting; cheap unless a file's time changed. */
  candidates(sources: readonly AudioSource[]): Promise<Candidate[]>
  /** Reads the whole file again: hash and content. */
  examine(source: AudioSource): Promise<SourceFault | null>
}

interface Finding {
  id: string
  modifiedMs: number
  fault: SourceFault | null
}

export function createPlayability({ catalog, files }: { catalog: Catalog; files: AudioFiles }): Playability {
  const turnstile = createTurnstile(filesAtOnce)
  const underWay = new Map<string, Promise<SourceFault | null>>()

  function consentFault({ speakerId }: AudioSource): SourceFault | null {
    if (speakerId === null) return null
    const speaker = catalog.speakers.get(speakerId)
    if (speaker !== undefined && consentStands(speaker)) return null
    return speaker?.consent ? 'consent withdrawn' : 'consent missing'
  }

  /** By size and time alone, where the time is the one at which the file was last found to be whole. */
  function fileFault({ id, path, fileSizeBytes }: AudioSource): SourceFault | null | 'unknown' {
    if (path === null) return 'no file'
    const found = files.statNow(path)
    if (found === null) return 'file missing'
    if (found.sizeBytes !== fileSizeBytes) return 'wrong size'
    const known = catalog.sources.fileCheck(id)
    // A copied folder has new times on whole files: only a wrong hash is a fault.
    return known?.modifiedMs === found.modifiedMs ? (known.fault as SourceFault | null) : 'unknown'
  }

  function faultNow(source: AudioSource): SourceFault | null | 'unknown' {
    // Consent first: it also decides what may leave this machine. An editor's rejection last: it says nothing of the file.
    const fault = consentFault(source) ?? statFault(() => fileFault(source))
    return fault ?? (source.rejectedAt === null ? null : 'rejected')
  }

  /** In one transaction, and only what was not known. */
  function note(findings: readonly Finding[]): void {
    const news = findings.filter(({ id, modifiedMs, fault }) => {
      const known = catalog.sources.fileCheck(id)
      return known?.modifiedMs !== modifiedMs || known.fault !== fault
    })
    if (news.length === 0) return
    catalog.writeQuietly(() => {
      // A source may have been replaced while its file was being read.
      for (const { id, modifiedMs, fault } of news)
        if (catalog.sources.get(id)) catalog.sources.putFileCheck(id, { modifiedMs, fault })
    })
  }

  function noteGone(candidates: readonly Candidate[]): void {
    const gone = candidates.filter(({ fault }) => fault !== null && goneFaults.has(fault))
    note(gone.map(({ source: { id }, fault }) => ({ id, modifiedMs: neverModified, fault })))
  }

  async function readAgain({ id, path, sha256 }: AudioSource): Promise<SourceFault | null> {
    if (path === null) return 'no file'
    const found = files.statNow(path)
    if (found === null) return 'file missing'
    const fault = (await files.sha256(path)) === sha256 ? await contentFault(await files.read(path)) : 'wrong hash'
    note([{ id, modifiedMs: found.modifiedMs, fault }])
    return fault
  }

  function examineOnce(source: AudioSource): Promise<SourceFault | null> {
    const known = underWay.get(source.id)
    if (known !== undefined) return known
    const examining = turnstile.through(() => readAgain(source)).catch(unreadable)
    underWay.set(source.id, examining)
    void examining.finally(() => underWay.delete(source.id))
    return examining
  }

  async function fault(source: AudioSource): Promise<SourceFault | null> {
    const known = faultNow(source)
    if (known !== 'unknown') return known
    return (await examineOnce(source)) ?? (source.rejectedAt === null ? null : 'rejected')
  }

  return {
    faultNow,
    fault,
    async candidates(sources) {
      const candidates = await Promise.all(sources.map(async (source) => ({ source, fault: await fault(source) })))
      noteGone(candidates)
      return candidates
    },
    async examine(source) {
      const known = statFault(() => fileFault(source))
      if (known === 'no file') return known
      const gone = known !== null && known !== 'unknown' && goneFaults.has(known)
      const file = gone ? known : await examineOnce(source)
      noteGone([{ source, fault: file }])
      return file ?? consentFault(source)
    },
  }
}

/** Of such a file no time is kept: should it come back, it is read again. */
const goneFaults: ReadonlySet<SourceFault> = new Set<SourceFault>(['file missing', 'wrong size', 'unreadable'])
const neverModified = -1

async function contentFault(bytes: Uint8Array): Promise<SourceFault | null> {
  const examined = await examineAudio(bytes)
  return typeof examined === 'string' ? examined : null
}

function unreadable(error: unknown): SourceFault {
  if (error instanceof StorageFault) return error.code === 'FILE_MISSING' ? 'file missing' : 'unreadable'
  throw error
}

function statFault<T>(look: () => T): T | SourceFault {
  try {
    return look()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return 'unreadable'
    throw error
  }
}
