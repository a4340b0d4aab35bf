import { userInfo } from 'node:os'

/** Who is logged in, for the decisions that are made here. */
export function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    // A system without an entry for this user has no name to give.
    return 'editor'
  }
}
