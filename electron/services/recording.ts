import { createLevels } from '#shared/acoustics/levels.ts'
import { createPeaks } from '#shared/acoustics/peaks.ts'
import { proposeTrim } from '#shared/acoustics/trim-marks.ts'
import type { PromptContext } from '#shared/entities/phoneme.ts'
import type { InputSettings, Session, Take } from '#shared/entities/take.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { RecordingFiles, RecordingWriter } from '../storage/recording-files.ts'
import { asStudioFault, rejectAsStudioFault } from './as-studio-fault.ts'
import { MonoCollector } from './mono-collector.ts'
import type { Speakers } from './speakers.ts'
import { StudioFault } from './studio-fault.ts'
import type { TakeQueue } from './take-queue.ts'
import { createTakeQueue } from './take-queue.ts'
import type { TakeSidecar } from './take-sidecar.ts'

export interface TakeAsked {
  sessionId: string
  phonemeId: string
  promptId: string | null
  context: PromptContext
  input: InputSettings
}

export interface Recording {
  openSession(speakerId: string, input: InputSettings): Session
  closeSession(sessionId: string): void
  begin(asked: TakeAsked): Promise<{ takeId: string }>
  /** Frames on disk so far, this chunk's included. */
  append(takeId: string, sequence: number, samples: Blob): Promise<number>
  finish(takeId: string, droppedFrames: number): Promise<Take>
  discard(takeId: string): Promise<void>
  /** Ends what is being recorded, and keeps it. */
  close(): Promise<void>
}

interface Friends {
  catalog: Catalog
  recordingFiles: RecordingFiles
  speakers: Speakers
  newId: () => string
  clock: () => Date
}

interface OpenTake {
  sidecar: TakeSidecar
  writer: RecordingWriter
  queue: TakeQueue
  levels: ReturnType<typeof createLevels>
  peaks: ReturnType<typeof createPeaks>
  mono: MonoCollector
}

export function createRecording({ catalog, recordingFiles, speakers, newId, clock }: Friends): Recording {
  const open = new Map<string, OpenTake>()

  function session(sessionId: string): Session {
    const found = catalog.speakers.session(sessionId)
    if (found === undefined) throw new StudioFault('SESSION_UNKNOWN', { sessionId })
    return found
  }

  function openTake(takeId: string): OpenTake {
    const found = open.get(takeId)
    if (found === undefined) throw new StudioFault('RECORDING_UNKNOWN', { takeId })
    return found
  }

  function writeFault(error: unknown, { writer, sidecar }: OpenTake): unknown {
    return asStudioFault(error, writer.framesWritten / sidecar.input.sampleRateHz)
  }

  async function finish(takeId: string, droppedFrames: number): Promise<Take> {
    const taking = openTake(takeId)
    open.delete(takeId)
    await taking.queue.close()
    const { sidecar, writer, levels, peaks, mono } = taking
    const file = await writer.finish().catch((error: unknown) => {
      throw writeFault(error, taking)
    })
    const { sampleRateHz, channelCount } = sidecar.input
    const { frameCount } = file
    const samples = mono.samples(frameCount)
    const take: Take = {
      id: takeId,
      sessionId: sidecar.session.id,
      phonemeId: sidecar.phonemeId,
      promptId: sidecar.promptId,
      context: sidecar.context,
      speakerId: sidecar.speaker.id,
      path: file.path,
      sha256: file.sha256,
      fileSizeBytes: file.fileSizeBytes,
      sampleRateHz,
      channelCount,
      frameCount,
      trim: samples === null ? { startFrame: 0, endFrame: frameCount } : proposeTrim(samples, sampleRateHz),
      measurements: { ...levels.result(), droppedFrames },
      verdict: 'new',
      salvaged: false,
      recordedAt: sidecar.recordedAt,
      updatedAt: clock().toISOString(),
    }
    catalog.write(() => {
      catalog.takes.insert(take)
      catalog.waveforms.put({ sha256: file.sha256, sampleRateHz, frameCount, ...peaks.result() })
    })
    await recordingFiles.forget(takeId)
    return take
  }

  return {
    openSession(speakerId, input) {
      const opened: Session = {
        id: newId(),
        speakerId: speakers.get(speakerId).id,
        input,
        noiseFloorDbfs: null,
        startedAt: clock().toISOString(),
        endedAt: null,
      }
      catalog.write(() => catalog.speakers.insertSession(opened))
      return opened
    },
    closeSession(sessionId) {
      const { id } = session(sessionId)
      catalog.write(() => catalog.speakers.endSession(id, clock().toISOString()))
    },
    async begin({ sessionId, phonemeId, promptId, context, input }) {
      const sitting = session(sessionId)
      if (catalog.phonemes.get(phonemeId) === undefined) throw new StudioFault('PHONEME_UNKNOWN', { query: phonemeId })
      const takeId = newId()
      const sidecar: TakeSidecar = {
        version: 1,
        takeId,
        session: sitting,
        speaker: speakers.get(sitting.speakerId),
        phonemeId,
        promptId,
        context,
        input,
        recordedAt: clock().toISOString(),
      }
      const { sampleRateHz, channelCount } = input
      const writer = await recordingFiles
        .begin(takeId, { sampleRateHz, channelCount, sidecar })
        .catch(rejectAsStudioFault)
      open.set(takeId, {
        sidecar,
        writer,
        queue: createTakeQueue(),
        levels: createLevels(),
        peaks: createPeaks(channelCount),
        mono: new MonoCollector(sampleRateHz, channelCount),
      })
      return { takeId }
    },
    async append(takeId, sequence, samples) {
      const taking = openTake(takeId)
      const turn = await taking.queue
        .inTurn(sequence, async () => {
          const bytes = new Uint8Array(await samples.arrayBuffer())
          const frames = await taking.writer.append(bytes)
          const chunk = new Float32Array(bytes.buffer)
          taking.levels.add(chunk)
          taking.peaks.add(chunk)
          taking.mono.add(chunk)
          return frames
        })
        .catch((error: unknown) => {
          throw writeFault(error, taking)
        })
      if (turn.kind === 'taken') return turn.result
      if (turn.kind === 'repeated') return taking.writer.framesWritten
      throw new StudioFault('CHUNK_OUT_OF_ORDER', { takeId, expected: taking.queue.next, received: sequence })
    },
    finish,
    async discard(takeId) {
      const { queue, writer } = openTake(takeId)
      open.delete(takeId)
      await queue.close()
      await writer.discard()
    },
    async close() {
      for (const takeId of open.keys()) await finish(takeId, 0)
    },
  }
}
