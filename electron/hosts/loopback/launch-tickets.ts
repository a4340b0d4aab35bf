import { newSecret } from '../common/secret.ts'

const folder = '/open/'

export interface LaunchTickets {
  /** A path that leads to `target` once. */
  issue(target: string): string
  /** The target of that path, if it was issued and not yet used. */
  redeem(path: string): string | null
}

/**
 * Every account of a machine can read the arguments of all processes: a browser is started with a path that is worth
 * nothing once it has been opened, and never with the token.
 */
export function createLaunchTickets(): LaunchTickets {
  const targets = new Map<string, string>()
  return {
    issue(target) {
      const path = folder + newSecret()
      targets.set(path, target)
      return path
    },
    redeem(path) {
      const target = targets.get(path) ?? null
      targets.delete(path)
      return target
    },
  }
}
