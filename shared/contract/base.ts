import { oc } from '@orpc/contract'
import { studioErrors } from './errors.ts'

/** Every procedure of the studio may fail in any of the declared ways. */
export const base = oc.errors(studioErrors)
