import type { Failure } from '#shared/contract/studio.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Candidate } from '#shared/entities/resolve.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import type { Take } from '#shared/entities/take.ts'
import { createBundleWriter } from '#shared/node/bundle/bundle-writer.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import type { ExportFiles } from '../storage/export-files.ts'
import { StorageFault } from '../storage/storage-fault.ts'
import type { Playability } from './playability.ts'
import { StudioFault } from './studio-fault.ts'

export interface BundleMade {
  fileName: string
  url: string
  path: string
  sizeBytes: number
  sha256: string
  sources: number
  leftOut: Failure[]
}

export interface Bundles {
  /**
   * Writes audio and catalog into one file. What has no standing consent or can't be played is left out, and told.
   * No half file remains under the final name, also when nobody waits for the end.
   */
  export(options: {
    withTakes: boolean
  }): AsyncGenerator<{ done: number; total: number; label: string }, BundleMade, void>
}

interface Friends {
  catalog: Catalog
  files: AudioFiles
  exportFiles: ExportFiles
  playability: Playability
  version: string
  clock: () => Date
}

export function createBundles({ catalog, files, exportFiles, playability, version, clock }: Friends): Bundles {
  async function choose(): Promise<{ sources: AudioSource[]; leftOut: Failure[] }> {
    const symbols = new Map(catalog.phonemes.all().map(({ id, ipaSymbol }) => [id, ipaSymbol]))
    const candidates = await playability.candidates(catalog.sources.all())
    const mayLeave = ({ fault }: Candidate) => fault === null || fault === 'rejected'
    const sources = candidates.filter(mayLeave).map(({ source }) => source)
    const leftOut = candidates
      .filter((candidate) => !mayLeave(candidate))
      .map(({ source: { phonemeId, voiceId, speakerId }, fault }) => {
        const ipaSymbol = symbols.get(phonemeId) ?? ''
        const voiceName = (speakerId === null ? undefined : catalog.speakers.get(speakerId)?.displayName) ?? voiceId
        return { label: `${ipaSymbol} ${voiceName}`, code: 'SOURCE_LEFT_OUT', data: { ipaSymbol, voiceName, fault } }
      })
    return { sources, leftOut }
  }

  /** Takes of speakers who agreed to it, and whose are left out. */
  function chooseTakes(): { takes: Take[]; takesLeftOut: Failure[] } {
    const speakers = new Map(catalog.speakers.all().map((speaker) => [speaker.id, speaker]))
    const mayLeave = ({ speakerId }: Take) => {
      const speaker = speakers.get(speakerId)
      return speaker !== undefined && consentStands(speaker)
    }
    const all = catalog.takes.all()
    const withheld = Map.groupBy(
      all.filter((take) => !mayLeave(take)),
      ({ speakerId }) => speakerId,
    )
    const takesLeftOut = [...withheld].map(([speakerId, { length: count }]) => {
      const { displayName = '', consent = null } = speakers.get(speakerId) ?? {}
      const fault = consent === null ? 'consent missing' : 'consent withdrawn'
      return { label: displayName, code: 'TAKES_LEFT_OUT', data: { count, voiceName: displayName, fault } }
    })
    return { takes: all.filter(mayLeave), takesLeftOut }
  }

  /** For whoever took a speaker's sources in an earlier bundle: these must be played no more. */
  function withdrawn(): object[] {
    const sources = Map.groupBy(catalog.sources.ofType('native'), ({ speakerId }) => speakerId)
    return catalog.speakers.all().flatMap(({ id, code, consent }) => {
      const sourceIds = (sources.get(id) ?? []).map((source) => source.id)
      return consent?.withdrawnAt ? [{ id, code, withdrawnAt: consent.withdrawnAt, sourceIds }] : []
    })
  }

  function catalogDocument(sources: AudioSource[], takes: Take[]): object {
    const sessionIds = new Set(takes.map(({ sessionId }) => sessionId))
    const sessions = [...sessionIds].flatMap((id) => catalog.speakers.session(id) ?? [])
    const sittingIds = new Set(sessions.flatMap(({ sittingId }) => sittingId ?? []))
    const speakerIds = new Set([...sources, ...takes].map(({ speakerId }) => speakerId))
    const included = new Set(sources.map(({ id }) => id))
    return {
      format: 'phoneme-studio-catalog',
      version: 1,
      categories: catalog.phonemes.categories(),
      phonemes: catalog.phonemes.all().map((phoneme) => {
        const { preferredAudioSourceId: preferred } = phoneme
        return { ...phoneme, preferredAudioSourceId: preferred !== null && included.has(preferred) ? preferred : null }
      }),
      speakers: catalog.speakers.all().filter(({ id }) => speakerIds.has(id)),
      withdrawn: withdrawn(),
      sources,
      cacheRecords: sources.flatMap(({ id }) => catalog.sources.cacheRecord(id) ?? []),
      decisions: catalog.decisions.all(),
      sittings: [...sittingIds].flatMap((id) => catalog.sittings.get(id) ?? []),
      sessions,
      takes,
    }
  }

  return {
    async *export({ withTakes }) {
      const { sources, leftOut } = await choose()
      const { takes, takesLeftOut } = withTakes ? chooseTakes() : { takes: [], takesLeftOut: [] }
      const audio = [...sources, ...takes].toSorted((a, b) => ((a.path ?? '') < (b.path ?? '') ? -1 : 1))
      const total = audio.length + 1
      const newestChange = [...sources, ...takes].reduce(
        (newest, { updatedAt }) => (updatedAt > newest ? updatedAt : newest),
        '1980-01-01T00:00:00.000Z',
      )
      const stamp = clock().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
      const file = await exportFiles.begin(`phonemes-${stamp}.zip`).catch((error: unknown) => {
        throw bundleFault(error)
      })
      let committed = false
      try {
        const bundle = createBundleWriter(file.stream)
        const document = JSON.stringify(catalogDocument(sources, takes), null, 2)
        await bundle.add({ path: 'catalog.json', bytes: new TextEncoder().encode(`${document}\n`) })
        let done = 1
        for (const { path } of audio) {
          if (path === null) continue
          yield { done, total, label: path }
          await bundle.add({ path, bytes: await files.read(path) })
          done += 1
        }
        await bundle.close({ softwareVersion: version, newestChange, language: 'en' })
        const written = await file.commit()
        committed = true
        yield { done, total, label: '' }
        const { path, sizeBytes, sha256 } = written
        const fileName = path.slice(path.lastIndexOf('/') + 1)
        const address = { fileName, url: `/media/${path}`, path }
        return { ...address, sizeBytes, sha256, sources: sources.length, leftOut: [...leftOut, ...takesLeftOut] }
      } catch (error) {
        throw bundleFault(error)
      } finally {
        if (!committed) await file.discard()
      }
    },
  }
}

function bundleFault(error: unknown): unknown {
  if (!(error instanceof StorageFault)) return error
  return new StudioFault('BUNDLE_NOT_WRITTEN', {
    reason: error.code === 'DISK_FULL' ? 'the disk is full' : error.message,
  })
}
