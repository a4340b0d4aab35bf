import { peakDbfs } from '#shared/acoustics/levels.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Candidate, SourceFault } from '#shared/entities/resolve.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import { AudioFault } from '#shared/node/audio/audio-fault.ts'
import type { DecodedAudio } from '#shared/node/audio/decode-audio.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { StorageFault } from '../storage/storage-fault.ts'
import { createTurnstile } from './turnstile.ts'

/** Below this a file counts as silence: a recording's own noise is louder, digital dither is not. */
const silencePeakDbfs = -70
/** How many files are read again at once: a copied folder has thousands. */
const filesAtOnce = 4

export function isSilent(channels: readonly Float32Array[]): boolean {
  return channels.every((channel) => (peakDbfs(channel) ?? Number.NEGATIVE_INFINITY) <= silencePeakDbfs)
}

/** Decodes, or says what keeps the bytes from counting. */
export async function examineAudio(bytes: Uint8Array): Promise<DecodedAudio | 'does not decode' | 'silent'> {
  try {
    const audio = await decodeAudio(bytes)
    return isSilent(audio.channels) ? 'silent' : audio
  } catch (error) {
    if (error instanceof AudioFault) return 'does not decode'
    throw error
  }
}

export interface Playability {
  /** Each source beside what keeps it from counting; cheap unless a file's time changed. */
  candidates(sources: readonly AudioSource[]): Promise<Candidate[]>
  /** Reads the whole file again: hash and content. */
  examine(source: AudioSource): Promise<SourceFault | null>
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
  function knownFault(source: AudioSource): SourceFault | null | 'unknown' {
    const { id, path, fileSizeBytes } = source
    if (path === null) return 'no file'
    const found = files.statNow(path)
    if (found === null) return 'file missing'
    if (found.sizeBytes !== fileSizeBytes) return 'wrong size'
    const known = catalog.sources.fileCheck(id)
    // A copied folder has new times on whole files: only a wrong hash is a fault.
    return known?.modifiedMs === found.modifiedMs ? (known.fault as SourceFault | null) : 'unknown'
  }

  async function readAgain({ id, path, sha256 }: AudioSource): Promise<SourceFault | null> {
    if (path === null) return 'no file'
    const found = files.statNow(path)
    if (found === null) return 'file missing'
    const fault = (await files.sha256(path)) === sha256 ? await contentFault(await files.read(path)) : 'wrong hash'
    catalog.writeQuietly(() => {
      // It may have been replaced while its file was being read.
      if (catalog.sources.get(id)) catalog.sources.putFileCheck(id, { modifiedMs: found.modifiedMs, fault })
    })
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

  async function faultOf(source: AudioSource): Promise<SourceFault | null> {
    // Consent first: it also decides what may leave this machine. An editor's rejection last: it says nothing of the file.
    const consent = consentFault(source)
    if (consent !== null) return consent
    const known = statFault(() => knownFault(source))
    const file = known === 'unknown' ? await examineOnce(source) : known
    return file ?? (source.rejectedAt === null ? null : 'rejected')
  }

  return {
    candidates: (sources) => Promise.all(sources.map(async (source) => ({ source, fault: await faultOf(source) }))),
    async examine(source) {
      const known = statFault(() => knownFault(source))
      const gone = known !== null && ['no file', 'file missing', 'wrong size', 'unreadable'].includes(known)
      const file = gone && known !== 'unknown' ? known : await examineOnce(source)
      return file ?? consentFault(source)
    },
  }
}

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
