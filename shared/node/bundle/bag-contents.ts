import type { Manifest } from './bag-manifest.ts'
import { algorithms, linesOf, manifestOf, readManifest, readTags } from './bag-manifest.ts'
import { bundleBounds } from './bundle-bounds.ts'
import { BundleFault } from './bundle-fault.ts'
import type { FaultList } from './fault-list.ts'
import type { KnownHashes } from './hashes.ts'
import type { ZipEntry, ZipReader } from './zip-reader.ts'

export interface BundleFile {
  /** Below the top folder. */
  path: string
  sizeBytes: number
  /** What the manifest says; null for a file that none names. */
  sha256: string | null
  /** All that the manifests say. */
  hashes: KnownHashes
  entry: ZipEntry
}

interface Contents {
  folder: string
  files: Map<string, BundleFile>
  info: Map<string, string[]>
}

/** Reads a bag's tags, and holds its manifests against what is there (RFC 8493, section 3). */
export async function readContents(zip: ZipReader, faults: FaultList, signal?: AbortSignal): Promise<Contents> {
  const folder = topFolder(zip.entries)
  if (folder === null) {
    faults.tell(new BundleFault('BAG_TOP_FOLDER', null))
    return { folder: '', files: new Map(), info: new Map() }
  }
  const entries = new Map<string, ZipEntry>()
  for (const entry of zip.entries) {
    if (!entry.isFolder) entries.set(entry.name.slice(folder.length + 1), entry)
    else if (!faults.has(entry.name)) await attempt(() => zip.read(entry))
  }

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    signal?.throwIfAborted()
    try {
      await work()
    } catch (error) {
      if (!(error instanceof BundleFault)) throw error
      faults.tell(error)
    }
  }

  async function textOf(path: string, entry: ZipEntry): Promise<string> {
    const { sizeBytes } = entry
    if (sizeBytes > bundleBounds.textBytes)
      throw new BundleFault('TEXT_TOO_LARGE', path, { sizeBytes, most: bundleBounds.textBytes })
    return textFrom(await zip.read(entry), path)
  }

  const isSound = (entry: ZipEntry) => !faults.has(entry.name)
  const bagit = entries.get('bagit.txt')
  if (!bagit) faults.tell(new BundleFault('BAGIT_MISSING', null))
  else if (isSound(bagit)) await attempt(async () => checkBagit(await textOf('bagit.txt', bagit)))
  if (entries.has('fetch.txt')) faults.tell(new BundleFault('FETCH_REFUSED', 'fetch.txt'))

  const payload: Manifest[] = []
  const tags: Manifest[] = []
  for (const [path, entry] of entries) {
    const kind = manifestOf(path)
    if (!kind || !isSound(entry)) continue
    if (algorithms[kind.algorithm] === undefined) {
      faults.tell(new BundleFault('MANIFEST_ALGORITHM', path, { algorithm: kind.algorithm }))
      continue
    }
    await attempt(async () => {
      const manifest = readManifest(await textOf(path, entry), { path, ...kind }, faults.tell)
      const list = kind.isTag ? tags : payload
      list.push(manifest)
    })
  }
  if (!entries.has('manifest-sha256.txt')) faults.tell(new BundleFault('MANIFEST_MISSING', null))

  const files = new Map<string, BundleFile>()
  for (const [path, entry] of entries) {
    const manifests = path.startsWith('data/') ? payload : tags
    const hashes = hashesOf(path, manifests)
    if (isUnlisted(path, manifests, hashes)) faults.tell(new BundleFault('FILE_UNLISTED', path))
    if (isSound(entry))
      files.set(path, { path, sizeBytes: entry.sizeBytes, sha256: hashes['sha256'] ?? null, hashes, entry })
  }
  for (const path of new Set([...payload, ...tags].flatMap((manifest) => [...manifest.hashes.keys()])))
    if (!entries.has(path)) faults.tell(new BundleFault('FILE_MISSING', path))

  let info = new Map<string, string[]>()
  const bagInfo = files.get('bag-info.txt')
  if (bagInfo) {
    await attempt(async () => {
      info = readTags(await textOf('bag-info.txt', bagInfo.entry), 'bag-info.txt', faults.tell)
    })
  }
  checkOxum(info, entries, faults.tell)
  return { folder, files, info }
}

function topFolder(entries: readonly ZipEntry[]): string | null {
  const first = entries[0]?.name ?? ''
  const folder = first.slice(0, Math.max(first.indexOf('/'), 0))
  return folder !== '' && entries.every(({ name }) => name.startsWith(`${folder}/`)) ? folder : null
}

export function textFrom(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new BundleFault('TEXT_NOT_UTF8', path)
  }
}

function checkBagit(text: string): void {
  const broken = (reason: string) => new BundleFault('BAGIT_BROKEN', 'bagit.txt', { reason })
  const [first = '', second = '', ...rest] = linesOf(text)
  const version = /^BagIt-Version: (\d+\.\d+)$/.exec(first)?.[1]
  if (version === undefined) throw broken('its first line is not a version')
  if (version !== '1.0' && version !== '0.97') throw new BundleFault('BAGIT_VERSION', 'bagit.txt', { version })
  if (second !== 'Tag-File-Character-Encoding: UTF-8') throw broken('its second line is not UTF-8')
  if (rest.some((line) => line !== '')) throw broken('it goes on')
}

function hashesOf(path: string, manifests: readonly Manifest[]): KnownHashes {
  return Object.fromEntries(
    manifests.flatMap(({ algorithm, hashes }) => {
      const hash = hashes.get(path)
      return hash === undefined ? [] : [[algorithm, hash]]
    }),
  )
}

/** Payload must stand in each manifest; tags where there is a tag manifest, which need not name itself. */
function isUnlisted(path: string, manifests: readonly Manifest[], hashes: KnownHashes): boolean {
  if (manifestOf(path)?.isTag) return false
  return Object.keys(hashes).length < manifests.length || (path.startsWith('data/') && manifests.length === 0)
}

function checkOxum(
  info: ReadonlyMap<string, readonly string[]>,
  entries: ReadonlyMap<string, ZipEntry>,
  tell: (fault: BundleFault) => void,
): void {
  const payload = [...entries].filter(([path]) => path.startsWith('data/'))
  const found = `${payload.reduce((sum, [, { sizeBytes }]) => sum + sizeBytes, 0)}.${payload.length}`
  for (const said of info.get('payload-oxum') ?? [])
    if (said !== found) tell(new BundleFault('OXUM_WRONG', 'bag-info.txt', { said, found }))
}
