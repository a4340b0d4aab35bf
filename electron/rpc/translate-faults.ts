import { ORPCError, os } from '@orpc/server'
import { studioErrors } from '#shared/contract/errors.ts'
import { asStudioFault } from '../services/as-studio-fault.ts'
import { StudioFault } from '../services/studio-fault.ts'

function translated(thrown: unknown): unknown {
  const error = asStudioFault(thrown)
  if (!(error instanceof StudioFault)) return error
  return new ORPCError(error.code, { defined: error.code in studioErrors, data: error.data })
}

/** A service's fault becomes the contract's declared error; also one thrown in the middle of a stream. */
export const translateFaults = os.middleware(async ({ next }) => {
  try {
    const result = await next()
    return isStream(result.output) ? { ...result, output: translatingStream(result.output) } : result
  } catch (error) {
    throw translated(error)
  }
})

type Stream = AsyncGenerator<unknown, unknown, void>

function isStream(output: unknown): output is Stream {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output
}

async function* translatingStream(stream: Stream): Stream {
  try {
    return yield* stream
  } catch (error) {
    throw translated(error)
  }
}
