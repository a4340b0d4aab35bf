export type AskedField = 'phoneme' | 'context' | 'prompt' | 'takes'

/** One line of a file as it is written, before anything in it is looked up. */
export interface AskedLine {
  /** Symbol, alias or id. */
  phoneme: string
  context: string
  /** Number within phoneme and context, text or id; null: all of them. */
  prompt: string | number | null
  /** null: as many as the file says for all. */
  takes: string | number | null
  at: (field: AskedField) => Place
}

/** A script file as either form has it. */
export interface AskedScript {
  title: string
  order: string | null
  takes: number
  lines: AskedLine[]
}

export interface Place {
  offset: number
  /** By which the form names it. */
  field: string
}

export interface Told extends Place {
  reason: string
}
/** Takes down what is wrong; reading goes on. */
export type Tell = (place: Place, reason: string) => void
