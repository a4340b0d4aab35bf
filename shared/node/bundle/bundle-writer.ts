import { createHash } from 'node:crypto'
import { Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'

export interface BundleEntry {
  /** Below `data/`, of `[A-Za-z0-9._/-]` only: `sha256sum -c` reads anything else otherwise than it was written. */
  path: string
  bytes: Uint8Array
}

export interface BundleInfo {
  softwareVersion: string
  /** Newest change inside, ISO 8601 UTC: the same content gives the same bag. */
  newestChange: string
  language: string
}

export interface BundleWriter {
  add(entry: BundleEntry): Promise<void>
  /** Writes manifests and the archive's directory. */
  close(info: BundleInfo): Promise<void>
}

const folder = 'phoneme-bundle'
const allowedPath = /^[A-Za-z0-9._/-]+$/

/** A BagIt 1.0 bag (RFC 8493) in a ZIP: audio stored as it is, a SHA-256 for every file. */
export function createBundleWriter(target: WritableStream<Uint8Array>): BundleWriter {
  // Sizes and checksums stand in front of each entry, so that readers that stream can read it.
  const zip = new ZipWriter(target, {
    level: 0,
    dataDescriptor: false,
    extendedTimestamp: false,
    useWebWorkers: false,
    keepOrder: true,
  })
  const payload: string[] = []
  let payloadBytes = 0
  let payloadFiles = 0

  async function put(path: string, bytes: Uint8Array): Promise<string> {
    if (!allowedPath.test(path)) throw new RangeError(`a bundle cannot hold the path ${path}`)
    await zip.add(`${folder}/${path}`, new Uint8ArrayReader(bytes), { lastModDate: fixedDate() })
    return `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`
  }

  return {
    async add({ path, bytes }) {
      payload.push(await put(`data/${path}`, bytes))
      payloadBytes += bytes.length
      payloadFiles += 1
    },
    async close({ softwareVersion, newestChange, language }) {
      const text = new TextEncoder()
      const tags = [
        ['bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'],
        [
          'bag-info.txt',
          `Bagging-Date: ${newestChange.slice(0, 10)}\nBag-Software-Agent: Phoneme Studio ${softwareVersion}\n` +
            `Payload-Oxum: ${payloadBytes}.${payloadFiles}\nLanguage: ${language}\n`,
        ],
        ['manifest-sha256.txt', payload.join('')],
      ] as const
      const tagLines: string[] = []
      for (const [path, content] of tags) tagLines.push(await put(path, text.encode(content)))
      await put('tagmanifest-sha256.txt', text.encode(tagLines.join('')))
      await zip.close()
    },
  }
}

/** ZIP keeps local time without a zone: one fixed reading everywhere, so that bytes do not depend on where it was made. */
function fixedDate(): Date {
  return new Date(2000, 0, 1)
}
