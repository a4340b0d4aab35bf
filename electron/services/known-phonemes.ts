import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { Catalog } from '../catalog/open-catalog.ts'

/** Every phoneme as the catalog has it now, kept because each is several columns of JSON. */
export interface KnownPhonemes {
  /** In inventory order. */
  all(): readonly Phoneme[]
  byId(id: string): Phoneme | undefined
}

/** Beyond this many changed ones all are read again. */
const mostReadOneByOne = 200

export function createKnownPhonemes(catalog: Pick<Catalog, 'phonemes' | 'onTouch' | 'foreignChanges'>): KnownPhonemes {
  let known: Map<string, Phoneme> | null = null
  let inOrder: Phoneme[] | null = null
  let foreign = 0
  const changed = new Set<string>()

  catalog.onTouch((phonemeId) => {
    // Consent, of which a phoneme says nothing, touches all of them.
    if (phonemeId !== null) changed.add(phonemeId)
  })

  function readAll(): Map<string, Phoneme> {
    inOrder = null
    changed.clear()
    return new Map(catalog.phonemes.all().map((phoneme) => [phoneme.id, phoneme]))
  }

  /** Whether each changed one still stands where it stood. */
  function readChanged(phonemes: Map<string, Phoneme>): boolean {
    for (const id of changed) {
      const before = phonemes.get(id)
      const now = catalog.phonemes.get(id)
      if (before === undefined || now?.position !== before.position) return false
      phonemes.set(id, now)
    }
    inOrder = null
    changed.clear()
    return true
  }

  function current(): Map<string, Phoneme> {
    const now = catalog.foreignChanges()
    if (known === null || now !== foreign || changed.size > mostReadOneByOne) known = readAll()
    else if (changed.size > 0 && !readChanged(known)) known = readAll()
    foreign = now
    return known
  }

  return {
    all() {
      const phonemes = current()
      inOrder ??= [...phonemes.values()]
      return inOrder
    },
    byId: (id) => current().get(id),
  }
}
