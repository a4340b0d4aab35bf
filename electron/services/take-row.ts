import type { Take } from '#shared/entities/take.ts'
import type { TakeSidecar } from './take-sidecar.ts'

interface KeptSound {
  path: string
  sha256: string
  fileSizeBytes: number
  sampleRateHz: number
  channelCount: number
  frameCount: number
}

/** The row of a take that was recorded here, from the note that lay beside it, its file and what was measured. */
export function takeRow(
  sidecar: TakeSidecar,
  { path, sha256, fileSizeBytes, sampleRateHz, channelCount, frameCount }: KeptSound,
  found: Pick<Take, 'trim' | 'measurements' | 'checked' | 'salvaged'> & { at: string },
): Take {
  return {
    id: sidecar.takeId,
    sessionId: sidecar.session.id,
    phonemeId: sidecar.phonemeId,
    promptId: sidecar.promptId,
    context: sidecar.context,
    speakerId: sidecar.speaker.id,
    path,
    sha256,
    fileSizeBytes,
    sampleRateHz,
    channelCount,
    frameCount,
    trim: found.trim,
    proposedTrim: found.trim,
    measurements: found.measurements,
    checked: found.checked,
    verdict: 'new',
    salvaged: found.salvaged,
    recordedAt: sidecar.recordedAt,
    updatedAt: found.at,
  }
}
