import type { PhonemeRow } from '#shared/contract/studio.ts'

interface Row {
  phoneme: Pick<PhonemeRow['phoneme'], 'accents'>
}

/** The sounds that an accent does not have; none where the inventory knows nothing about it. */
export function beyondAccent<R extends Row>(rows: readonly R[], accent: string | null): R[] {
  const has = ({ phoneme }: Row) => accent !== null && phoneme.accents.includes(accent)
  return rows.some(has) ? rows.filter((row) => !has(row)) : []
}
