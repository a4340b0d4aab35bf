import { z } from 'zod'
import {
  Id,
  InputSettingsSchema,
  PromptContext,
  SessionSchema,
  SoundCheckSchema,
  SpeakerSchema,
  Time,
} from '#shared/contract/schemas.ts'
import { SittingSchema } from '#shared/contract/sittings.ts'
import type { Take } from '#shared/entities/take.ts'
import { AudioFault } from '#shared/node/audio/audio-fault.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { AudioFiles } from '../storage/audio-files.ts'
import type { RecordingFiles } from '../storage/recording-files.ts'
import { StorageFault } from '../storage/storage-fault.ts'
import type { Salvaged } from '../storage/salvage.ts'
import { measureWavFile } from './take-audio.ts'
import { takeRow } from './take-row.ts'
import type { TakeSidecar } from './take-sidecar.ts'

const Sidecar = z.object({
  version: z.literal(1),
  takeId: Id,
  // What a note written before there were sittings lacks.
  session: SessionSchema.extend({
    soundCheck: SoundCheckSchema.nullable().default(null),
    sittingId: Id.nullable().default(null),
  }),
  sitting: SittingSchema.nullable().default(null),
  speaker: SpeakerSchema,
  phonemeId: Id,
  promptId: Id.nullable(),
  context: PromptContext,
  input: InputSettingsSchema,
  recordedAt: Time,
}) satisfies z.ZodType<TakeSidecar>

export interface SalvageReport {
  /** Takes put together again, now in the catalog and marked as salvaged. */
  takes: Take[]
  /** Files in `recording/` or `takes/` that hold sound but not whose or of what it is; they stay where they are. */
  unclaimed: string[]
}

interface Friends {
  catalog: Catalog
  recordingFiles: Pick<RecordingFiles, 'forget'>
  files: Pick<AudioFiles, 'stat' | 'stream' | 'discard'>
  clock: () => Date
}

/** Makes rows of what storage put together after a crash. No sound is deleted. */
export async function salvageTakes(found: readonly Salvaged[], friends: Friends): Promise<SalvageReport> {
  const { catalog, files, recordingFiles } = friends
  const report: SalvageReport = { takes: [], unclaimed: [] }
  for (const each of found) {
    const sidecar = Sidecar.safeParse(each.sidecar).data
    if (catalog.takes.get(each.takeId) !== undefined || each.kind === 'missing') {
      await recordingFiles.forget(each.takeId)
    } else if (each.kind === 'take' && each.frameCount === 0) {
      // It was begun, and ended before the first sample.
      await files.discard(each.path)
      await recordingFiles.forget(each.takeId)
    } else if (each.kind === 'take' && sidecar && catalog.phonemes.get(sidecar.phonemeId)) {
      const claimed = await claim(each, sidecar, friends).catch(mayWait)
      if (claimed === null) report.unclaimed.push(each.path)
      else report.takes.push(claimed)
    } else {
      report.unclaimed.push(each.path)
    }
  }
  return report
}

/** One that can't be read now must not keep the others, or the studio, waiting: its note stays, for the next start. */
function mayWait(error: unknown): null {
  if (error instanceof StorageFault || error instanceof AudioFault) return null
  throw error
}

async function claim(file: Salvaged, sidecar: TakeSidecar, friends: Friends): Promise<Take> {
  const { catalog, files, recordingFiles, clock } = friends
  const { measurements, waveform, trim } = await measureWavFile(files, file.path)
  const take = takeRow({ ...sidecar, takeId: file.takeId }, file, {
    trim,
    measurements: { ...measurements, droppedFrames: 0 },
    checked: null,
    salvaged: true,
    at: clock().toISOString(),
  })
  catalog.write(() => {
    claimSession(catalog, sidecar, take.updatedAt)
    const promptStands = catalog.prompts.everOf(take.phonemeId).some(({ id }) => id === take.promptId)
    catalog.takes.insert(promptStands ? take : { ...take, promptId: null })
    catalog.waveforms.put({ sha256: take.sha256, ...waveform })
  })
  await recordingFiles.forget(file.takeId)
  return take
}

/** The catalog may be a new one, made after the old one was lost. */
function claimSession(catalog: Catalog, { speaker, sitting, session }: TakeSidecar, at: string): void {
  if (catalog.speakers.get(speaker.id) === undefined) catalog.speakers.insert(speaker)
  if (sitting !== null && catalog.sittings.get(sitting.id) === undefined) catalog.sittings.insert(sitting)
  const sittingId = sitting?.id ?? null
  if (catalog.speakers.session(session.id) === undefined) catalog.speakers.insertSession({ ...session, sittingId })
  if (sittingId !== null) catalog.sittings.touch(sittingId, at)
}
