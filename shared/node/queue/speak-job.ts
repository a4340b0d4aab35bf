/** One clip to be made: this phoneme in this voice, of this kind. At most one such job waits or runs at a time. */
export interface SpeakJob {
  id: string
  phonemeId: string
  voiceId: string
  engine: string
  sourceType: 'tts' | 'generated'
  /** Higher goes first, then the older. */
  priority: number
  /** Tries so far, this one included once it has been claimed. */
  attempts: number
}

/** Why a try failed, as data; the wording belongs to the translations. */
export interface JobFailure {
  code: string
  data: Record<string, unknown>
}

export type JobEnd =
  | { state: 'done' }
  | { state: 'failed'; failure: JobFailure }
  | { state: 'cancelled' }
  /** Tried again, not before then; without a failure where only the studio closed. */
  | { state: 'waiting'; notBefore: string; failure: JobFailure | null }

/**
 * Where jobs are kept; what it says is durable when it has settled. Several processes may share one: `claim` gives a job to
 * one of them only.
 */
export interface JobStore {
  /** The next job of this engine that is due, marked as running; null where none is. */
  claim(engine: string, now: string): Promise<SpeakJob | null> | SpeakJob | null
  end(jobId: string, end: JobEnd, at: string): Promise<void> | void
  /** When the next job that is not yet due will be; null where none waits. */
  nextDue(engine: string): Promise<string | null> | string | null
}
