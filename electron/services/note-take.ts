import type { PromptContext } from '#shared/entities/phoneme.ts'
import type { Sitting } from '#shared/entities/sitting.ts'
import type { InputSettings, Session } from '#shared/entities/take.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { Sessions } from './sessions.ts'
import type { Speakers } from './speakers.ts'
import { StudioFault } from './studio-fault.ts'
import type { TakeSidecar } from './take-sidecar.ts'

export interface TakeAsked {
  /** Made by the window, so that a `begin` whose answer was lost can be sent again. */
  takeId: string
  sessionId: string
  phonemeId: string
  promptId: string | null
  context: PromptContext
  input: InputSettings
}

interface Friends {
  catalog: Catalog
  sessions: Pick<Sessions, 'get'>
  speakers: Speakers
  clock: () => Date
}

/** The note that lies beside a take while it is recorded. Refuses, before anybody speaks, what could be no row. */
export function noteTake(asked: TakeAsked, { catalog, sessions, speakers, clock }: Friends): TakeSidecar {
  const { takeId, sessionId, phonemeId, promptId, context, input } = asked
  const session = sessions.get(sessionId)
  if (catalog.phonemes.get(phonemeId) === undefined) throw new StudioFault('PHONEME_UNKNOWN', { query: phonemeId })
  if (promptId !== null && !catalog.prompts.everOf(phonemeId).some(({ id }) => id === promptId))
    throw new StudioFault('WRONG_VALUE', { field: 'promptId', reason: 'this phoneme has no such prompt' })
  return {
    version: 1,
    takeId,
    session,
    sitting: sittingAround(catalog, session, promptId),
    speaker: speakers.get(session.speakerId),
    phonemeId,
    promptId,
    context,
    input,
    recordedAt: clock().toISOString(),
  }
}

function sittingAround(catalog: Catalog, { sittingId }: Session, promptId: string | null): Sitting | null {
  const sitting = sittingId === null ? undefined : catalog.sittings.get(sittingId)
  if (sitting === undefined) return null
  return { ...sitting, current: 0, prompts: sitting.prompts.filter((prompt) => prompt.promptId === promptId) }
}
