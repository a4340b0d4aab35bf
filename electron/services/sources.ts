import type { Waveform } from '#shared/contract/schemas.ts'
import type { Choice } from '#shared/contract/sources.ts'
import type { SourceView } from '#shared/contract/studio.ts'
import type { AudioSource, SourceType } from '#shared/entities/audio-source.ts'
import { getUrl } from '#shared/entities/audio-source.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import { plausibleSeconds } from '#shared/entities/plausible-length.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { rejectAsStudioFault } from './as-studio-fault.ts'
import type { Playability } from './playability.ts'
import { examineAudio } from '#shared/node/audio/examine-audio.ts'
import { StudioFault } from './studio-fault.ts'
import { measureAudio } from './take-audio.ts'
import { storedWaveform } from './stored-waveform.ts'

export interface NewFile {
  bytes: Uint8Array
  extension: string
  /** For what must be found again after a kill between the file and its row; a new one unless said. */
  id?: string
}

export type NewSource = Pick<
  AudioSource,
  'phonemeId' | 'sourceType' | 'context' | 'voiceId' | 'language' | 'metadata' | 'cachedUntil' | 'takeId' | 'speakerId'
>

export interface Sources {
  get(sourceId: string): AudioSource
  list(filter: { phonemeId?: string | undefined; sourceType?: SourceType | undefined }): Promise<SourceView[]>
  waveform(sourceId: string): Promise<Waveform>
  /**
   * File first, row last. A speaker's native source replaces that speaker's former one, and takes over a preference for it.
   * AUDIO_UNREADABLE where the file would not be playable.
   */
  add(source: NewSource, file: NewFile): Promise<AudioSource>
  /** Sets or, with null, clears the preferred source, and keeps who chose and why. */
  prefer(phoneme: Phoneme, sourceId: string | null, reason: string | null): Promise<void>
  /** Who chose the preferred source that stands, and why; null where none does. */
  choice(phonemeId: string): Choice | null
  reject(sourceId: string, rejected: boolean, reason: string | null): AudioSource
}

interface Friends {
  catalog: Catalog
  files: AudioFiles
  playability: Playability
  newId: () => string
  clock: () => Date
  /** Who sits at this studio, for the decisions. */
  person: string
}

export function createSources({ catalog, files, playability, newId, clock, person }: Friends): Sources {
  function get(sourceId: string): AudioSource {
    const source = catalog.sources.get(sourceId)
    if (source === undefined) throw new StudioFault('SOURCE_MISSING', { sourceId })
    return source
  }

  function decide(
    act: 'preferred' | 'cleared' | 'rejected' | 'accepted',
    phonemeId: string,
    sourceId: string | null,
    reason: string | null,
    at: string,
  ): void {
    const decidedBy = person
    catalog.decisions.insert({
      id: newId(),
      phonemeId,
      act,
      sourceId,
      decidedBy,
      reason,
      deviceId: catalog.deviceId,
      decidedAt: at,
    })
  }

  /** A speaker's newly published isolated take takes the place of that speaker's former one. */
  function replacedBy({ sourceType, context, phonemeId, voiceId }: AudioSource): AudioSource | undefined {
    const replaces = sourceType === 'native' && context === 'isolated'
    return replaces ? catalog.sources.nativeOf(phonemeId, voiceId) : undefined
  }

  return {
    get,
    async list({ phonemeId, sourceType }) {
      const found =
        phonemeId === undefined
          ? sourceType === undefined
            ? catalog.sources.all()
            : catalog.sources.ofType(sourceType)
          : catalog.sources.ofPhoneme(phonemeId)
      const sources = found.filter((source) => sourceType === undefined || source.sourceType === sourceType)
      const names = new Map(catalog.speakers.all().map(({ id, displayName }) => [id, displayName]))
      const preferred = catalog.phonemes.preferredSources()
      const candidates = await playability.candidates(sources)
      return candidates.map(({ source, fault }) => ({
        source,
        cacheRecord: catalog.sources.cacheRecord(source.id) ?? null,
        voiceName: (source.speakerId === null ? undefined : names.get(source.speakerId)) ?? source.voiceId,
        url: getUrl(source),
        fault,
        preferred: preferred.has(source.id),
      }))
    },
    async waveform(sourceId) {
      const { path, sha256 } = get(sourceId)
      if (path === null || sha256 === null) throw new StudioFault('SOURCE_MISSING', { sourceId })
      return storedWaveform({ path, sha256 }, { catalog, files })
    },
    async add(source, { bytes, extension, id = newId() }) {
      const audio = await examineAudio(bytes)
      if (typeof audio === 'string')
        throw new StudioFault('AUDIO_UNREADABLE', { fileName: `${source.voiceId}.${extension}`, reason: whyNot(audio) })
      const { waveform } = await measureAudio(audio)
      const now = clock().toISOString()
      const written = await files.put(bytes, { id, extension, date: new Date(now) }).catch(rejectAsStudioFault)
      const added: AudioSource = {
        ...source,
        id,
        ...written,
        audioDurationSeconds: audio.frameCount / audio.sampleRateHz,
        rejectedAt: null,
        createdAt: now,
        updatedAt: now,
      }
      const found = files.statNow(written.path)
      let former: AudioSource | undefined
      try {
        former = catalog.write(() => {
          const replaced = replacedBy(added)
          const preferred = catalog.phonemes.get(source.phonemeId)?.preferredAudioSourceId
          if (replaced !== undefined) catalog.sources.delete(replaced.id)
          catalog.sources.insert(added)
          if (replaced !== undefined && preferred === replaced.id)
            catalog.phonemes.setPreferred(source.phonemeId, id, now)
          catalog.waveforms.put({ sha256: written.sha256, ...waveform })
          if (found !== null) catalog.sources.putFileCheck(id, { modifiedMs: found.modifiedMs, fault: null })
          return replaced
        })
      } catch (error) {
        await files.discard(written.path)
        throw error
      }
      if (former?.path) await files.discard(former.path)
      return added
    },
    async prefer(phoneme, sourceId, reason) {
      const now = clock().toISOString()
      if (sourceId !== null) {
        const source = get(sourceId)
        if (source.phonemeId !== phoneme.id)
          throw new StudioFault('SOURCE_OF_ANOTHER_PHONEME', { sourceId, phonemeId: phoneme.id })
        if (source.context !== 'isolated') throw new StudioFault('SOURCE_NOT_ELIGIBLE', { sourceId, reason: 'example' })
        const [candidate] = await playability.candidates([source])
        if (candidate?.fault) throw new StudioFault('SOURCE_NOT_ELIGIBLE', { sourceId, reason: candidate.fault })
      }
      catalog.write(() => {
        catalog.phonemes.setPreferred(phoneme.id, sourceId, now)
        decide(sourceId === null ? 'cleared' : 'preferred', phoneme.id, sourceId, reason, now)
      })
    },
    choice(phonemeId) {
      // A preference that went with its source was cleared by nobody.
      if (!catalog.phonemes.get(phonemeId)?.preferredAudioSourceId) return null
      const last = catalog.decisions.ofPhoneme(phonemeId).find(({ act }) => act === 'preferred')
      if (!last?.sourceId) return null
      const { sourceId, decidedBy, decidedAt, reason } = last
      return { sourceId, decidedBy, decidedAt, reason }
    },
    reject(sourceId, rejected, reason) {
      const { phonemeId } = get(sourceId)
      const now = clock().toISOString()
      catalog.write(() => {
        catalog.sources.change(sourceId, { rejectedAt: rejected ? now : null }, now)
        decide(rejected ? 'rejected' : 'accepted', phonemeId, sourceId, reason, now)
      })
      return get(sourceId)
    },
  }
}

function whyNot(fault: 'does not decode' | 'silent' | 'implausible length'): string {
  const { least, most } = plausibleSeconds
  return fault === 'implausible length' ? `a source is between ${least} s and ${most} s long` : fault
}
