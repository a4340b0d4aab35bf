import { bundleBounds } from './bundle-bounds.ts'
import { BundleFault, reasonOf } from './bundle-fault.ts'
import { textFrom } from './bag-contents.ts'

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])

/** Parses JSON only after its depth and number of values are known to be bearable. */
export function readJson(bytes: Buffer, path: string): unknown {
  checkExtent(bytes, path)
  try {
    return JSON.parse(textFrom(bytes, path))
  } catch (error) {
    if (error instanceof BundleFault) throw error
    throw new BundleFault('JSON_BROKEN', path, { reason: reasonOf(error).slice(0, 200) }, error)
  }
}

function checkExtent(bytes: Buffer, path: string): void {
  let depth = 0
  let values = 1
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === quote) {
      at = stringEnd(bytes, at)
      continue
    }
    if (byte === comma) values += 1
    else if (opening.has(byte)) {
      depth += 1
      values += 1
    } else if (closing.has(byte)) depth -= 1
    if (depth > bundleBounds.jsonDepth) throw new BundleFault('JSON_TOO_DEEP', path, { most: bundleBounds.jsonDepth })
    if (values > bundleBounds.jsonValues)
      throw new BundleFault('JSON_TOO_MANY', path, { most: bundleBounds.jsonValues })
  }
}

/** Where the quotation mark stands that ends the string which begins at `start`. */
function stringEnd(bytes: Buffer, start: number): number {
  let at = bytes.indexOf(quote, start + 1)
  while (at >= 0) {
    let escapes = 0
    while (bytes[at - 1 - escapes] === backslash) escapes += 1
    if (escapes % 2 === 0) return at
    at = bytes.indexOf(quote, at + 1)
  }
  return bytes.length
}
