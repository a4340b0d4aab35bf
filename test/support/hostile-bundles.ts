import { hostileArchives } from '#test/support/hostile-archives.ts'
import { hostileBags } from '#test/support/hostile-bags.ts'
import { hostileCatalogs } from '#test/support/hostile-catalogs.ts'
import type { BundleFaultCode } from '#shared/node/bundle/bundle-fault.ts'

export { goodBundle } from '#test/support/good-bundle.ts'

/** A file that a studio must refuse, saying why. */
export interface HostileBundle {
  name: string
  bytes: Buffer
  expectedCode: BundleFaultCode
}

/** Files that somebody made to harm whoever opens them, or that were harmed on their way. Each is wrong in one thing. */
export function hostileBundles(): HostileBundle[] {
  return [...hostileArchives(), ...hostileBags(), ...hostileCatalogs()].map(([name, expectedCode, bytes]) => ({
    name,
    expectedCode,
    bytes,
  }))
}
