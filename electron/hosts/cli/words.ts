import { createInstance } from 'i18next'
import english from '#resources/translations/en.json' with { type: 'json' }

export interface Words {
  /** A declared error's sentence; null where it has none. */
  error(code: string, data: unknown): string | null
  /** Why one item of a longer work failed; its bare code where it has no words. */
  fault(code: string, data: unknown): string
}

/** The sentences that the window uses, too. */
export async function loadWords(): Promise<Words> {
  const words = createInstance()
  await words.init({
    lng: 'en',
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
  })
  const word = (key: string, data: unknown) => {
    const values = spokenValues(data)
    return words.exists(key, values) ? words.t(key, values) : null
  }
  return {
    error: (code, data) => word(`errors.${code}`, data),
    fault: (code, data) => word(`faults.${code}`, data) ?? code,
  }
}

/** i18next writes lists without a space. */
function spokenValues(data: unknown): Record<string, unknown> {
  if (typeof data !== 'object' || data === null) return {}
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}
