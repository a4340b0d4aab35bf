import { BundleFault } from './bundle-fault.ts'
import { pathFault } from './bundle-path.ts'

/** The check sums that bags of other tools come with, by their names in BagIt, with their lengths in hexadecimal digits. */
export const algorithms: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha256: 64, sha512: 128 }

export interface Manifest {
  algorithm: string
  /** Path → check sum in lower case. */
  hashes: Map<string, string>
}

const manifestName = /^(tag)?manifest-([A-Za-z0-9-]+)\.txt$/

/** Which check sum a file of this name lists, and of what; null: it is no manifest. */
export function manifestOf(path: string): { isTag: boolean; algorithm: string } | null {
  const [, tag, algorithm] = manifestName.exec(path) ?? []
  if (algorithm === undefined) return null
  return { isTag: tag !== undefined, algorithm: algorithm.toLowerCase().replaceAll('-', '') }
}

/** Lines end in LF, CR or both (RFC 8493, section 2.1.1). */
export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/)

/** RFC 8493, section 2.1.3: CR, LF and the percent sign are written as escapes. */
const unescaped = (path: string) => path.replaceAll(/%(0A|0D|25)/gi, (escape) => decodeURIComponent(escape))

export function readManifest(
  text: string,
  { path, algorithm, isTag }: { path: string; algorithm: string; isTag: boolean },
  tell: (fault: BundleFault) => void,
): Manifest {
  const digits = algorithms[algorithm] ?? 0
  // md5sum and its kin mark binary files with an asterisk, and some tools begin every path with `./`.
  const form = new RegExp(`^([0-9a-fA-F]{${digits}})[ \\t]+\\*?(?:\\./)?(\\S.*)$`)
  const hashes = new Map<string, string>()
  for (const [index, line] of linesOf(text).entries()) {
    if (line === '') continue
    const [, hash, written] = form.exec(line) ?? []
    if (hash === undefined || written === undefined) {
      tell(new BundleFault('MANIFEST_BROKEN', path, { line: index + 1 }))
      continue
    }
    const name = unescaped(written)
    if (pathFault(name) !== null || name.startsWith('data/') === isTag)
      tell(new BundleFault('MANIFEST_PATH', path, { name: name.slice(0, 200) }))
    else if (hashes.has(name)) tell(new BundleFault('MANIFEST_TWICE', name))
    else hashes.set(name, hash.toLowerCase())
  }
  return { algorithm, hashes }
}

/** Labels in lower case; a line that begins with a blank goes on with the one before. */
export function readTags(text: string, path: string, tell: (fault: BundleFault) => void): Map<string, string[]> {
  const tags = new Map<string, string[]>()
  let values: string[] | undefined
  for (const [index, line] of linesOf(text).entries()) {
    if (line.trim() === '') continue
    const [, label, value] = /^([^\s:][^:]*):[ \t]*(.*)$/.exec(line) ?? []
    if (label !== undefined && value !== undefined) {
      const key = label.trim().toLowerCase()
      values = tags.get(key) ?? []
      values.push(value.trim())
      tags.set(key, values)
    } else if (/^[ \t]/.test(line) && values) values.push(`${values.pop() ?? ''} ${line.trim()}`)
    else tell(new BundleFault('BAG_INFO_BROKEN', path, { line: index + 1 }))
  }
  return tags
}
