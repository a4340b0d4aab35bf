import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Candidate, SourceFault } from '#shared/entities/resolve.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import { peakDbfs } from '#shared/acoustics/levels.ts'
import { AudioFault } from '#shared/node/audio/audio-fault.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'

/** Below this a file counts as silence: a recording's own noise is louder, digital dither is not. */
const silencePeakDbfs = -70

/** What keeps audio from counting, judged by its content; null: it decodes and has sound. */
export async function contentFault(bytes: Uint8Array): Promise<'does not decode' | 'silent' | null> {
  try {
    const { channels } = await decodeAudio(bytes)
    const loudest = Math.max(...channels.map((channel) => peakDbfs(channel) ?? Number.NEGATIVE_INFINITY))
    return loudest > silencePeakDbfs ? null : 'silent'
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
  function eligibilityFault(source: AudioSource): SourceFault | null {
    if (source.rejectedAt !== null) return 'rejected'
    if (source.speakerId === null) return null
    const speaker = catalog.speakers.get(source.speakerId)
    if (speaker !== undefined && consentStands(speaker)) return null
    return speaker?.consent ? 'consent withdrawn' : 'consent missing'
  }

  async function fileFault(source: AudioSource, examineContent: boolean): Promise<SourceFault | null> {
    const { id, path, sha256, fileSizeBytes } = source
    if (path === null) return 'no file'
    const found = files.statNow(path)
    if (found === null) return 'file missing'
    if (found.sizeBytes !== fileSizeBytes) return 'wrong size'
    const known = catalog.sources.fileCheck(id)
    // A copied folder has new times on whole files: only a wrong hash is a fault.
    if (!examineContent && known !== undefined && known.modifiedMs === found.modifiedMs)
      return known.fault as SourceFault | null
    let fault: SourceFault | null = (await files.sha256(path)) === sha256 ? null : 'wrong hash'
    if (fault === null) fault = await contentFault(await files.read(path))
    catalog.write(() => {
      // It may have been replaced while its file was being read.
      if (catalog.sources.get(id)) catalog.sources.putFileCheck(id, { modifiedMs: found.modifiedMs, fault })
    })
    return fault
  }

  return {
    candidates: (sources) =>
      Promise.all(
        sources.map(async (source) => ({
          source,
          fault: eligibilityFault(source) ?? (await fileFault(source, false)),
        })),
      ),
    examine: (source) => fileFault(source, true),
  }
}
