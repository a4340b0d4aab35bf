import type { CheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { createLevels } from '#shared/acoustics/levels.ts'
import { createPeaks } from '#shared/acoustics/peaks.ts'
import type { Take } from '#shared/entities/take.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { RecordingFiles, RecordingWriter } from '../storage/recording-files.ts'
import type { SpareRoom } from '../storage/spare-room.ts'
import { asStudioFault, rejectAsStudioFault } from './as-studio-fault.ts'
import { examineTake } from './examine-take.ts'
import { MonoCollector } from './mono-collector.ts'
import type { TakeAsked } from './note-take.ts'
import { noteTake } from './note-take.ts'
import type { Sessions } from './sessions.ts'
import type { Speakers } from './speakers.ts'
import { StudioFault } from './studio-fault.ts'
import type { TakeQueue } from './take-queue.ts'
import { createTakeQueue } from './take-queue.ts'
import { takeRow } from './take-row.ts'
import type { TakeSidecar } from './take-sidecar.ts'

export interface TakeEnded {
  takeId: string
  droppedFrames: number
  /** Frames before the key that started the take; left out where no key did. */
  preRollFrames?: number | undefined
  /** Where the key that stopped it was pressed. */
  stopFrame?: number | undefined
  /** `sound`: hands-free; the frames are then those of the sound that was heard. */
  startedBy?: 'key' | 'sound' | undefined
}

export interface Recording {
  begin(asked: TakeAsked): Promise<{ takeId: string }>
  /** Frames on disk so far, this chunk's included. */
  append(takeId: string, sequence: number, samples: Blob): Promise<number>
  /** Asked again, it gives the same take. */
  finish(ended: TakeEnded): Promise<Take>
  discard(takeId: string): Promise<void>
  /** Ends what is being recorded, and keeps it. What can't be finished is salvaged at the next start. */
  close(): Promise<void>
}

interface Friends {
  catalog: Catalog
  recordingFiles: RecordingFiles
  holdSpareRoom: () => Promise<SpareRoom>
  sessions: Pick<Sessions, 'get'>
  speakers: Speakers
  /** What new takes are held against. */
  takeLimits: () => CheckLimits
  clock: () => Date
  /** Calls after so many milliseconds, unless told not to by what it gives back. */
  later: (milliseconds: number, act: () => void) => () => void
}

interface OpenTake {
  sidecar: TakeSidecar
  writer: RecordingWriter
  /** For its row, should the sound fill the disk. */
  spareRoom: SpareRoom
  queue: TakeQueue<number>
  levels: ReturnType<typeof createLevels>
  peaks: ReturnType<typeof createPeaks>
  mono: MonoCollector
  stopWaiting: () => void
}

/** A window that lost its connection tries for 30 s to come back; after that nobody will end its take. */
const patienceMs = 40_000

export function createRecording({
  catalog,
  recordingFiles,
  holdSpareRoom,
  sessions,
  speakers,
  takeLimits,
  clock,
  later,
}: Friends): Recording {
  const open = new Map<string, Promise<OpenTake>>()
  const finishing = new Map<string, Promise<Take>>()

  function openTake(takeId: string): Promise<OpenTake> {
    const found = open.get(takeId)
    if (found === undefined) throw new StudioFault('RECORDING_UNKNOWN', { takeId })
    return found
  }

  function writeFault(error: unknown, { writer, sidecar }: OpenTake): unknown {
    return asStudioFault(error, writer.framesWritten / sidecar.input.sampleRateHz)
  }

  function waitForWindow(taking: Pick<OpenTake, 'stopWaiting'>, takeId: string): void {
    taking.stopWaiting()
    taking.stopWaiting = later(patienceMs, () => {
      // Its failure is the next start's to mend: the note beside the take stays.
      finish({ takeId, droppedFrames: 0 }, true).catch(() => undefined)
    })
  }

  async function openFor(asked: TakeAsked): Promise<OpenTake> {
    const { takeId, input } = asked
    const sidecar = noteTake(asked, { catalog, sessions, speakers, clock })
    const { sampleRateHz, channelCount } = input
    const writer = await recordingFiles
      .begin(takeId, { sampleRateHz, channelCount, sidecar })
      .catch(rejectAsStudioFault)
    const spareRoom = await holdSpareRoom().catch(async (error: unknown) => {
      await writer.discard()
      throw asStudioFault(error)
    })
    const taking: OpenTake = {
      sidecar,
      writer,
      spareRoom,
      queue: createTakeQueue(),
      levels: createLevels(),
      peaks: createPeaks(channelCount),
      mono: new MonoCollector(sampleRateHz, channelCount),
      stopWaiting: () => {},
    }
    waitForWindow(taking, takeId)
    return taking
  }

  function examine(samples: Float32Array, { session, phonemeId, context, input }: TakeSidecar, ended: TakeEnded) {
    const phoneme = catalog.phonemes.get(phonemeId)
    const category = catalog.phonemes.categories().find(({ id }) => id === phoneme?.categoryId)
    if (phoneme === undefined || category === undefined) return unmeasured(samples.length)
    const expected = { ipaSymbol: phoneme.ipaSymbol, categoryType: category.categoryType, context }
    return examineTake({ samples, expected, input, soundCheck: session.soundCheck, ...ended }, takeLimits())
  }

  async function finishOpen(taking: OpenTake, ended: TakeEnded, salvaged: boolean): Promise<Take> {
    const { sidecar, writer, queue, spareRoom, levels, peaks, mono, stopWaiting } = taking
    stopWaiting()
    await queue.close()
    await spareRoom.giveBack()
    const file = await writer.finish().catch((error: unknown) => {
      throw writeFault(error, taking)
    })
    const { sampleRateHz, frameCount, sha256 } = file
    const measurements = { ...levels.result(), droppedFrames: ended.droppedFrames }
    const held = mono.samples(frameCount)
    const found = held === null ? unmeasured(frameCount) : examine(held, sidecar, ended)
    const take = takeRow(sidecar, file, { ...found, measurements, salvaged, at: clock().toISOString() })
    catalog.write(() => {
      catalog.takes.insert(take)
      catalog.waveforms.put({ sha256, sampleRateHz, frameCount, ...peaks.result() })
      if (sidecar.sitting !== null) catalog.sittings.touch(sidecar.sitting.id, take.updatedAt)
    })
    await recordingFiles.forget(take.id)
    return take
  }

  async function finish(ended: TakeEnded, salvaged = false): Promise<Take> {
    const { takeId } = ended
    const underWay = finishing.get(takeId)
    if (underWay !== undefined) return underWay
    const taken = catalog.takes.get(takeId)
    if (taken !== undefined) return taken
    const opened = openTake(takeId)
    open.delete(takeId)
    const finished = opened.then((taking) => finishOpen(taking, ended, salvaged))
    finishing.set(takeId, finished)
    try {
      return await finished
    } finally {
      finishing.delete(takeId)
    }
  }

  async function discardOpen(takeId: string): Promise<void> {
    const opened = openTake(takeId)
    open.delete(takeId)
    const { queue, writer, spareRoom, stopWaiting } = await opened
    stopWaiting()
    await queue.close()
    await spareRoom.giveBack()
    await writer.discard()
  }

  return {
    async begin(asked) {
      const { takeId } = asked
      const known = finishing.has(takeId) || catalog.takes.get(takeId) !== undefined
      if (known) return { takeId }
      const opening = open.get(takeId) ?? openFor(asked)
      open.set(takeId, opening)
      try {
        await opening
      } catch (error) {
        open.delete(takeId)
        throw error
      }
      return { takeId }
    },
    async append(takeId, sequence, samples) {
      const taking = await openTake(takeId)
      waitForWindow(taking, takeId)
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
      throw new StudioFault('CHUNK_OUT_OF_ORDER', { takeId, expected: taking.queue.next, received: sequence })
    },
    finish: (ended) => finish(ended),
    discard: discardOpen,
    async close() {
      const ending = [...open].map(async ([takeId, opened]) => {
        const { writer } = await opened
        await (writer.framesWritten === 0 ? discardOpen(takeId) : finish({ takeId, droppedFrames: 0 }))
      })
      await Promise.allSettled([...ending, ...finishing.values()])
    },
  }
}

/** A take too long to be held is no phoneme: it is kept whole, and not checked. */
function unmeasured(frameCount: number): Pick<Take, 'trim' | 'checked'> {
  return { trim: { startFrame: 0, endFrame: frameCount }, checked: null }
}
