import type { StudioErrorCode, StudioErrorData } from '#shared/contract/errors.ts'

/** A declared error, thrown by services and carried over every door; its words are in resources/translations. */
export class StudioFault<C extends StudioErrorCode = StudioErrorCode> extends Error {
  readonly code: C
  readonly data: StudioErrorData<C>

  constructor(code: C, data: StudioErrorData<C>) {
    super(`${code} ${JSON.stringify(data)}`)
    this.name = 'StudioFault'
    this.code = code
    this.data = data
  }
}
