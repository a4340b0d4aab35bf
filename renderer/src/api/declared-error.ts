import { ORPCError } from '@orpc/client'
import type { StudioErrorCode, StudioErrorData } from '#shared/contract/errors.ts'

/** The declared code that a call failed with, or null for anything undeclared. */
export function studioErrorCode(error: unknown): StudioErrorCode | null {
  return error instanceof ORPCError && error.defined ? (error.code as StudioErrorCode) : null
}

/** The data of one declared error, if that is what this is. */
export function studioErrorData<C extends StudioErrorCode>(error: unknown, code: C): StudioErrorData<C> | null {
  return error instanceof ORPCError && studioErrorCode(error) === code ? (error.data as StudioErrorData<C>) : null
}
