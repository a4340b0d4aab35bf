import { isUtf8 } from 'node:buffer'
import { ScriptFault } from './script-fault.ts'

/** The text of a script file; throws a ScriptFault where the bytes are not UTF-8. */
export function scriptText(bytes: Uint8Array, fileName: string): string {
  if (isUtf8(bytes)) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const [first, second] = bytes
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  const reason = `is ${utf16 ? 'UTF-16' : 'not UTF-8 text'}: save it with the encoding UTF-8`
  throw new ScriptFault(fileName, { line: brokenLine(bytes), field: '', reason })
}

/** From 1. No character of UTF-8 has the byte of a line end inside it. */
function brokenLine(bytes: Uint8Array): number {
  let line = 1
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, from)
    const next = end < 0 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(from, next))) return line
    from = next
  }
  return line
}
