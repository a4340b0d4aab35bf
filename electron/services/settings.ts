import type { CheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import type { KeyChoices, StudioSettings } from '#shared/contract/settings.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { JsonValue } from '../catalog/settings.ts'

export interface Settings {
  get(): StudioSettings
  /** What new takes are held against. */
  takeLimits(): CheckLimits
  /** null goes back to those of a new studio. */
  setTakeLimits(limits: CheckLimits | null): StudioSettings
  setKeys(keys: KeyChoices): StudioSettings
}

interface Friends {
  catalog: Catalog
  clock: () => Date
}

interface ChangedLimits {
  limits: CheckLimits
  changedAt: string
}

/** What a person set for this studio; each studio has its own. */
export function createSettings({ catalog, clock }: Friends): Settings {
  const changedLimits = () => (catalog.settings.get('take-limits') ?? null) as unknown as ChangedLimits | null
  const put = (key: string, value: object | null) =>
    catalog.write(() => catalog.settings.put(key, value as JsonValue, clock().toISOString()))

  function takeLimits(): CheckLimits {
    const { limits } = changedLimits() ?? {}
    if (limits === undefined) return defaultCheckLimits
    // A later version may have a limit that was not there when these were set.
    return { ...defaultCheckLimits, ...limits, byClass: { ...defaultCheckLimits.byClass, ...limits.byClass } }
  }

  const get = (): StudioSettings => ({
    takeLimits: takeLimits(),
    takeLimitsChangedAt: changedLimits()?.changedAt ?? null,
    keys: (catalog.settings.get('keys') ?? {}) as KeyChoices,
  })

  return {
    get,
    takeLimits,
    setTakeLimits(limits) {
      put('take-limits', limits && { limits, changedAt: clock().toISOString() })
      return get()
    },
    setKeys(keys) {
      put('keys', keys)
      return get()
    },
  }
}
