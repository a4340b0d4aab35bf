import type { RecorderState } from '../audio/recorder.ts'
import type { SittingState } from './sitting.ts'

/** What the speaker sees as one word, one colour and one shape. */
export type RecordStage = 'closed' | 'opening' | 'listening' | 'muted' | 'recording' | 'saving' | 'taken' | 'failed'

/** The stage of the room from what the recorder does and what the sitting knows. */
export function recordStage(
  recorder: Pick<RecorderState, 'kind'> & { muted?: boolean },
  sitting: Pick<SittingState, 'session' | 'takingPhonemeId' | 'lastTake' | 'fault'>,
): RecordStage {
  if (recorder.kind === 'finishing') return 'saving'
  if (recorder.kind !== 'listening') return recorder.kind
  if (sitting.takingPhonemeId !== null) return 'saving'
  if (sitting.session === null) return sitting.fault === null ? 'opening' : 'failed'
  if (recorder.muted === true) return 'muted'
  return sitting.lastTake === null ? 'listening' : 'taken'
}

export function canStart(stage: RecordStage): boolean {
  return stage === 'listening' || stage === 'taken' || stage === 'muted'
}
