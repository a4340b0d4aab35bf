import { createHash } from 'node:crypto'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { documentText } from '#shared/node/bundle/document-text.ts'
import type { ReadDocument } from '#shared/node/bundle/read-catalog.ts'
import { readDocument } from '#shared/node/bundle/upgrade-document.ts'
import { aBundleDocument, english } from '#test/support/bundle-document.ts'
import type { RawEnd, RawEntry } from '#test/support/raw-zip.ts'
import { rawZip } from '#test/support/raw-zip.ts'
import { toneIn } from '#test/sounds.ts'

export const readCatalogOfTest: ReadDocument = (json) => readDocument(json, english)

/** Path below `data/` → bytes. */
export type Payload = Map<string, Buffer>

/** A short sound, another for each number. */
export const aSoundFile = (at: number): Buffer => encodeWav24([toneIn(0.01, 0.05 + (at % 20) / 1000, 8000)], 8000)

/** A document whose sounds are there. */
export function aDocumentWithSounds(document: BundleDocument = aBundleDocument()): {
  document: BundleDocument
  sounds: Payload
} {
  const sounds: Payload = new Map()
  function heard<Row extends { path: string }>(row: Row): Row & { sha256: string; fileSizeBytes: number } {
    const bytes = aSoundFile(sounds.size)
    sounds.set(row.path, bytes)
    return { ...row, sha256: sha256Of(bytes), fileSizeBytes: bytes.length }
  }
  const takes = document.takes.map((take) => heard(take))
  const sources = document.sources.map((source) => heard(source))
  const renditions = document.renditions.map((rendition) => heard(rendition))
  return { document: { ...document, takes, sources, renditions }, sounds }
}

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

let good: Payload | undefined

/** The payload of a small whole bundle: eight sounds, another format of one, and their catalog. */
export function goodPayload(): Payload {
  if (!good) {
    const { document, sounds } = aDocumentWithSounds()
    good = new Map([...sounds, ['catalog.json', Buffer.from([...documentText(document)].join(''))]])
  }
  return new Map(good)
}

export type Tags = Record<string, string | Buffer | null>

const asBytes = (text: string | Buffer) => (typeof text === 'string' ? Buffer.from(text) : text)

const manifestOf = (files: ReadonlyMap<string, Buffer>) =>
  [...files].map(([path, bytes]) => `${sha256Of(bytes)}  ${path}\n`).join('')

/** The files of a bag, tags too; `tags` says otherwise, or leaves out (null), or adds. The tag manifest comes last. */
export function bagFiles(payload: Payload, tags: Tags = {}): Map<string, Buffer> {
  const data = new Map([...payload].map(([path, bytes]) => [`data/${path}`, bytes]))
  const bytes = [...data.values()].reduce((sum, { length }) => sum + length, 0)
  const usual: Tags = {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'bag-info.txt': `Bagging-Date: 2026-01-07\nPayload-Oxum: ${bytes}.${data.size}\n`,
    'manifest-sha256.txt': manifestOf(data),
  }
  const { 'tagmanifest-sha256.txt': tagManifest, ...others } = tags
  const written = new Map<string, Buffer>()
  for (const [path, text] of Object.entries({ ...usual, ...others })) {
    if (text !== null) written.set(path, asBytes(text))
  }
  const listed = new Map([...written].filter(([path]) => !path.startsWith('data/')))
  if (tagManifest !== null) written.set('tagmanifest-sha256.txt', asBytes(tagManifest ?? manifestOf(listed)))
  return new Map([...data, ...written])
}

/** As entries under the top folder of a bundle. */
export function bagEntries(files: ReadonlyMap<string, Buffer>, folder = 'phoneme-bundle'): RawEntry[] {
  return [...files].map(([path, data]) => ({ name: `${folder}/${path}`, data }))
}

/** A small whole bundle. */
export function goodBundle(): Buffer {
  return rawZip(bagEntries(bagFiles(goodPayload())))
}

/** A whole bundle of other files and tags. */
export const bundleOf = (payload: Payload, tags?: Tags, end?: RawEnd): Buffer =>
  rawZip(bagEntries(bagFiles(payload, tags)), end)
