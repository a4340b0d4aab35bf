export interface ScriptFaultPlace {
  /** From 1. */
  line: number
  /** From 1; left out where the fault is of the whole line. */
  column?: number
  /** `prompts[3].takes` in JSON, `takes` in CSV; empty where the fault is of the whole file. */
  field: string
  reason: string
}

/** What is wrong with a script file, in the order of the text; the first fault is the error's own. */
export class ScriptFault extends Error implements ScriptFaultPlace {
  override readonly name = 'ScriptFault'
  readonly fileName: string
  readonly line: number
  readonly column?: number
  readonly field: string
  readonly reason: string
  readonly faults: readonly ScriptFaultPlace[]

  constructor(fileName: string, first: ScriptFaultPlace, others: readonly ScriptFaultPlace[] = []) {
    const { line, column, field, reason } = first
    const place = column === undefined ? `line ${line}` : `line ${line}, column ${column}`
    super(`${fileName}, ${place}: ${field === '' ? 'the file' : field} ${reason}`)
    this.fileName = fileName
    this.line = line
    if (column !== undefined) this.column = column
    this.field = field
    this.reason = reason
    this.faults = [first, ...others]
  }
}
