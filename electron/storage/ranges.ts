/** `end` is the last byte sent, as in the header. */
export type ByteRange = { kind: 'whole' } | { kind: 'part'; start: number; end: number } | { kind: 'unsatisfiable' }

const whole: ByteRange = { kind: 'whole' }
const unsatisfiable: ByteRange = { kind: 'unsatisfiable' }

/**
 * What a Range header asks of a file (RFC 9110, 14.2). One range is served as 206, one that can't be is a 416; several,
 * or another unit than bytes, get the whole file, as the standard allows.
 */
export function parseRange(header: string | null, sizeBytes: number): ByteRange {
  if (header === null) return whole
  const [, unit, ranges] = /^\s*([^\s=]+)\s*=(.*)$/.exec(header) ?? []
  if (unit === undefined || ranges === undefined) return unsatisfiable
  if (unit.toLowerCase() !== 'bytes' || ranges.includes(',')) return whole
  const [, first, last] = /^\s*(\d*)-(\d*)\s*$/.exec(ranges) ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return unsatisfiable
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  return start <= end ? { kind: 'part', start, end } : unsatisfiable
}
