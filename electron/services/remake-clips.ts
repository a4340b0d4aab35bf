import type { DoctorReport, Failure } from '#shared/contract/studio.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import type { Playability } from './playability.ts'
import type { Generation } from './speech/generation.ts'
import { StudioFault } from './studio-fault.ts'

/** Of these sources the TTS with a fault of its file: made again where it can be, and taken away where that is done. */
export type RemakeClips = (
  sourceIds: readonly string[],
) => Promise<Pick<DoctorReport, 'requeued' | 'replaced' | 'failures'>>

interface Friends {
  catalog: Pick<Catalog, 'sources' | 'phonemes' | 'write'>
  files: Pick<AudioFiles, 'discard'>
  playability: Pick<Playability, 'fault'>
  generation: Pick<Generation, 'fill'>
}

export function createRemakeClips({ catalog, files, playability, generation }: Friends): RemakeClips {
  /** TTS that an editor rejected is not made a second time. */
  async function isBroken(source: AudioSource): Promise<boolean> {
    const mayBeMade = source.sourceType !== 'native' && source.rejectedAt === null
    return mayBeMade && (await playability.fault(source)) !== null
  }

  /** A whole clip of the same voice that came after it; a preferred one stays for its editor to decide on. */
  async function isReplaced({ id, phonemeId, voiceId, sourceType, createdAt }: AudioSource): Promise<boolean> {
    if (catalog.phonemes.get(phonemeId)?.preferredAudioSourceId === id) return false
    for (const other of catalog.sources.ofPhoneme(phonemeId)) {
      const isLater = other.voiceId === voiceId && other.sourceType === sourceType && other.createdAt > createdAt
      if (isLater && (await playability.fault(other)) === null) return true
    }
    return false
  }

  async function takeAway(source: AudioSource): Promise<void> {
    catalog.write(() => catalog.sources.delete(source.id))
    if (source.path !== null && !catalog.sources.isNamed(source)) await files.discard(source.path)
  }

  /** Into the queue, which nobody waits for here. */
  async function queueAgain(voiceId: string, sourceType: 'tts' | 'generated', sources: readonly AudioSource[]) {
    const phonemeIds = new Set(sources.map(({ phonemeId }) => phonemeId))
    const phonemes = [...phonemeIds].flatMap((id) => catalog.phonemes.get(id) ?? [])
    const asked = { phonemes, voices: [voiceId], which: 'missing' as const, sourceType }
    try {
      const stream = generation.fill(asked, AbortSignal.abort())
      for (;;) {
        const step = await stream.next()
        if (step.done === true) return step.value
      }
    } catch (error) {
      if (!(error instanceof StudioFault)) throw error
      const failure = { code: error.code, data: { ...error.data } }
      return { waiting: 0, failures: phonemes.map(({ ipaSymbol }) => ({ label: ipaSymbol, ...failure })) }
    }
  }

  return async (sourceIds) => {
    const replaced: string[] = []
    const missing: AudioSource[] = []
    for (const id of sourceIds) {
      const source = catalog.sources.get(id)
      if (source === undefined || !(await isBroken(source))) continue
      if (await isReplaced(source)) {
        await takeAway(source)
        replaced.push(id)
      } else missing.push(source)
    }
    let requeued = 0
    const failures: Failure[] = []
    for (const sources of Map.groupBy(missing, ({ voiceId, sourceType }) => `${sourceType} ${voiceId}`).values()) {
      const [{ voiceId, sourceType }] = sources as [AudioSource]
      if (sourceType === 'native') continue
      const queued = await queueAgain(voiceId, sourceType, sources)
      requeued += queued.waiting
      failures.push(...queued.failures)
    }
    return { requeued, replaced, failures }
  }
}
