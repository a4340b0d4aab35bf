import type { PromptContext } from '#shared/entities/phoneme.ts'
import type { Sitting } from '#shared/entities/sitting.ts'
import type { Speaker } from '#shared/entities/speaker.ts'
import type { InputSettings, Session } from '#shared/entities/take.ts'

/**
 * Lies beside a take while it is recorded: everything that its row will need, so that what a crash leaves can be put
 * together again, even into a new catalog.
 */
export interface TakeSidecar {
  version: 1
  takeId: string
  session: Session
  /** With this take's prompt only: the others are not what a take would be lost for. */
  sitting: Sitting | null
  speaker: Speaker
  phonemeId: string
  promptId: string | null
  context: PromptContext
  input: InputSettings
  recordedAt: string
}
