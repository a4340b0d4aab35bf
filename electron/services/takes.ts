import type { Waveform } from '#shared/contract/schemas.ts'
import type { TakeView } from '#shared/contract/studio.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { Speaker } from '#shared/entities/speaker.ts'
import type { Session, Take, TakeVerdict, TrimMarks } from '#shared/entities/take.ts'
import { AudioFault } from '#shared/node/audio/audio-fault.ts'
import { decodeAudio, extensionOf } from '#shared/node/audio/decode-audio.ts'
import type { Sound } from '#shared/node/audio/sound.ts'
import { renderClip } from '#shared/node/audio/render-clip.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import { asStudioFault, rejectAsStudioFault } from './as-studio-fault.ts'
import type { NewFile, Sources } from './sources.ts'
import type { Speakers } from './speakers.ts'
import { StudioFault } from './studio-fault.ts'
import { measureAudio } from './take-audio.ts'
import { storedWaveform } from './stored-waveform.ts'
import { openWavFile } from './wav-file.ts'

export interface TakesFilter {
  phonemeId?: string | undefined
  sessionId?: string | undefined
  sittingId?: string | undefined
  salvagedOnly?: boolean | undefined
}

export interface Takes {
  get(takeId: string): Take
  view(take: Take): TakeView
  list(filter: TakesFilter): TakeView[]
  /** Drawn when it was recorded; one that came in a bundle, when it is first looked at. */
  waveform(takeId: string): Promise<Waveform>
  setTrim(takeId: string, trim: TrimMarks): Take
  /** Back to the marks that were proposed when it was made. */
  resetTrim(takeId: string): Take
  setVerdict(takeId: string, verdict: TakeVerdict): Take
  /** The take becomes the native source of its phoneme and speaker; the take itself is untouched. */
  publish(takeId: string): Promise<AudioSource>
  importFile(asked: { phoneme: Phoneme; speaker: Speaker; bytes: Uint8Array; fileName: string }): Promise<Take>
}

interface Friends {
  catalog: Catalog
  files: AudioFiles
  speakers: Speakers
  sources: Sources
  newId: () => string
  clock: () => Date
}

export function createTakes({ catalog, files, speakers, sources, newId, clock }: Friends): Takes {
  function get(takeId: string): Take {
    const take = catalog.takes.get(takeId)
    if (take === undefined) throw new StudioFault('TAKE_MISSING', { takeId })
    return take
  }

  function view(take: Take): TakeView {
    const [published] = catalog.sources.ofTake(take.id)
    return viewOf(take, catalog.speakers.get(take.speakerId)?.displayName, published?.id)
  }

  /** From the narrowest set that an index gives. */
  function among({ phonemeId, sessionId, sittingId, salvagedOnly }: TakesFilter): Take[] {
    if (sittingId !== undefined) return catalog.takes.ofSitting(sittingId)
    if (sessionId !== undefined) return catalog.takes.ofSession(sessionId)
    if (salvagedOnly === true) return catalog.takes.salvaged()
    return phonemeId === undefined ? catalog.takes.all() : catalog.takes.ofPhoneme(phonemeId)
  }

  async function decodeNamed(bytes: Uint8Array, fileName: string) {
    return decodeAudio(bytes).catch(rejectUnreadable(fileName))
  }

  /** Of a WAV take, which may be long, only what is published is read. */
  async function soundBetweenMarks({ path, trim }: Take): Promise<{ sound: Sound; trim: TrimMarks }> {
    const { startFrame, endFrame } = trim
    if (!path.endsWith('.wav'))
      return { sound: await decodeNamed(await files.read(path).catch(rejectAsStudioFault), path), trim }
    const wav = await openWavFile(files, path).catch(rejectUnreadable(path))
    const sound = await wav.frames(startFrame, endFrame).catch(rejectUnreadable(path))
    return { sound, trim: { startFrame: 0, endFrame: sound.frameCount } }
  }

  async function publish(takeId: string): Promise<AudioSource> {
    const take = get(takeId)
    const speaker = speakers.get(take.speakerId)
    speakers.demandConsent(speaker)
    const { sound, trim } = await soundBetweenMarks(take)
    const clip = renderClip(sound, trim)
    const file: NewFile = { bytes: clip, extension: 'wav' }
    const source = await sources.add(
      {
        phonemeId: take.phonemeId,
        sourceType: 'native',
        context: take.context,
        voiceId: speaker.code,
        language: speaker.accent ?? 'en-US',
        metadata: {
          quality: 'high',
          speaker: speaker.displayName,
          ...(speaker.gender === null ? {} : { speaker_gender: speaker.gender }),
          ...(speaker.accent === null ? {} : { speaker_accent: speaker.accent }),
          recorded_date: take.recordedAt.slice(0, 10),
        },
        cachedUntil: null,
        takeId: take.id,
        speakerId: speaker.id,
      },
      file,
    )
    if (take.verdict !== 'kept') catalog.write(() => catalog.takes.setVerdict(take.id, 'kept', clock().toISOString()))
    return source
  }

  return {
    get,
    view,
    list(filter) {
      const { phonemeId, sessionId, salvagedOnly } = filter
      const names = new Map(catalog.speakers.all().map(({ id, displayName }) => [id, displayName]))
      const published = catalog.sources.publishedTakes()
      return among(filter)
        .filter((take) => phonemeId === undefined || take.phonemeId === phonemeId)
        .filter((take) => sessionId === undefined || take.sessionId === sessionId)
        .filter((take) => salvagedOnly !== true || take.salvaged)
        .map((take) => viewOf(take, names.get(take.speakerId), published.get(take.id)))
    },
    waveform: async (takeId) => storedWaveform(get(takeId), { catalog, files }),
    setTrim(takeId, trim) {
      const { frameCount } = get(takeId)
      if (trim.startFrame >= trim.endFrame || trim.endFrame > frameCount)
        throw new StudioFault('TRIM_OUTSIDE', { takeId, frameCount })
      catalog.write(() => catalog.takes.setTrim(takeId, trim, clock().toISOString()))
      return get(takeId)
    },
    resetTrim(takeId) {
      const { proposedTrim } = get(takeId)
      catalog.write(() => catalog.takes.setTrim(takeId, proposedTrim, clock().toISOString()))
      return get(takeId)
    },
    setVerdict(takeId, verdict) {
      get(takeId)
      catalog.write(() => catalog.takes.setVerdict(takeId, verdict, clock().toISOString()))
      return get(takeId)
    },
    publish,
    async importFile({ phoneme, speaker, bytes, fileName }) {
      const audio = await decodeNamed(bytes, fileName)
      if (audio.frameCount === 0) throw new StudioFault('AUDIO_UNREADABLE', { fileName, reason: 'it holds no sound' })
      const { measurements, waveform, trim } = await measureAudio(audio)
      const id = newId()
      const now = clock().toISOString()
      const file = await files
        .put(bytes, {
          id,
          extension: extensionOf(audio.format),
          date: new Date(now),
          area: 'takes',
        })
        .catch(rejectAsStudioFault)
      const session: Session = {
        id: newId(),
        speakerId: speaker.id,
        input: {
          deviceLabel: `imported: ${fileName}`.slice(0, 300),
          deviceId: '',
          sampleRateHz: audio.sampleRateHz,
          channelCount: audio.channels.length,
          echoCancellation: null,
          noiseSuppression: null,
          autoGainControl: null,
        },
        noiseFloorDbfs: null,
        soundCheck: null,
        sittingId: null,
        startedAt: now,
        endedAt: now,
      }
      const take: Take = {
        id,
        sessionId: session.id,
        phonemeId: phoneme.id,
        promptId: null,
        context: 'isolated',
        speakerId: speaker.id,
        ...file,
        sampleRateHz: audio.sampleRateHz,
        channelCount: audio.channels.length,
        frameCount: audio.frameCount,
        trim,
        proposedTrim: trim,
        measurements: { ...measurements, droppedFrames: 0 },
        verdict: 'new',
        checked: null,
        salvaged: false,
        recordedAt: now,
        updatedAt: now,
      }
      catalog.write(() => {
        catalog.speakers.insertSession(session)
        catalog.takes.insert(take)
        catalog.waveforms.put({ sha256: file.sha256, ...waveform })
      })
      return take
    },
  }
}

function viewOf(take: Take, speakerName = '', publishedSourceId: string | null = null): TakeView {
  return { take, speakerName, url: `/media/${take.path}`, publishedSourceId }
}

/** For `.catch`: rejects with the fault in the contract's terms. */
function rejectUnreadable(fileName: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof AudioFault) throw new StudioFault('AUDIO_UNREADABLE', { fileName, reason: error.reason })
    throw asStudioFault(error)
  }
}
