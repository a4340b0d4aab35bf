/** The command line was wrong (exit code 2): one sentence; where to read more is added to it. */
export class WrongArguments extends Error {
  override name = 'WrongArguments'
}

/** Ctrl-C (exit code 130): what was done until then, and what becomes of the rest. */
export class Stopped extends Error {
  override name = 'Stopped'
}

/** The command could not do what it was asked (exit code 1): one sentence for a person. */
export class CommandFailed extends Error {
  override name = 'CommandFailed'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
