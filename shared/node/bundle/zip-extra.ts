import { most32, zip64ExtraId } from './zip-records.ts'

/** Info-ZIP's Unicode path and comment: another name than the one that was checked. */
const renames = new Set([0x7075, 0x6375])

/**
 * `said` with every field that is all ones taken from the 64-bit field (APPNOTE 4.5.3), in that order. Null: the fields
 * are damaged, say something twice or needlessly, or give another name.
 */
export function zip64Of(extra: Buffer, said: readonly number[]): number[] | null {
  let long: Buffer | null = null
  let at = 0
  while (at < extra.length) {
    if (at + 4 > extra.length) return null
    const id = extra.readUInt16LE(at)
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (end > extra.length || renames.has(id)) return null
    if (id === zip64ExtraId) {
      if (long) return null
      long = extra.subarray(at + 4, end)
    }
    at = end
  }
  const wanted = said.filter((value) => value === most32).length
  if ((long?.length ?? 0) !== wanted * 8) return null
  let field = 0
  return said.map((value) => {
    if (value !== most32 || !long) return value
    field += 1
    return Number(long.readBigUInt64LE((field - 1) * 8))
  })
}
