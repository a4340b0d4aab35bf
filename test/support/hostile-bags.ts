import { bundleOf, bagEntries, bagFiles, goodPayload, sha256Of } from '#test/support/good-bundle.ts'
import type { Tags } from '#test/support/good-bundle.ts'
import type { Hostile } from '#test/support/hostile-archives.ts'
import { rawZip } from '#test/support/raw-zip.ts'

const tagged = (tags: Tags) => bundleOf(goodPayload(), tags)

function manifestLines(): string[] {
  return [...goodPayload()].map(([path, bytes]) => `${sha256Of(bytes)}  data/${path}`)
}

const manifest = (...lines: string[]) => ({ 'manifest-sha256.txt': `${lines.join('\n')}\n` })
const wrong = '0'.repeat(64)

function manifests(): Hostile[] {
  const lines = manifestLines()
  const [first = '', ...others] = lines
  const path = first.slice(66)
  const more = (line: string) => tagged(manifest(...lines, line))
  return [
    ['a wrong hash', 'HASH_WRONG', tagged(manifest(`${wrong}  ${path}`, ...others))],
    [
      'a wrong hash beside a right one',
      'HASH_WRONG',
      tagged({ 'manifest-sha512.txt': lines.map((line) => `${wrong}${wrong}${line.slice(64)}`).join('\n') }),
    ],
    ['a file that is missing', 'FILE_MISSING', more(`${wrong}  data/phonemes/gone.wav`)],
    ['a file that no manifest names', 'FILE_UNLISTED', tagged(manifest(...others))],
    ['a file that one of two manifests does not name', 'FILE_UNLISTED', tagged({ 'manifest-md5.txt': '\n' })],
    ['a file that is named twice', 'MANIFEST_TWICE', tagged(manifest(...lines, first))],
    ['a manifest that leads out', 'MANIFEST_PATH', more(`${wrong}  data/../../etc/passwd`)],
    ['a manifest that names what is absolute', 'MANIFEST_PATH', more(`${wrong}  /etc/passwd`)],
    ['a manifest that names a tag', 'MANIFEST_PATH', more(`${wrong}  bagit.txt`)],
    ['a manifest with an escaped line end', 'MANIFEST_PATH', more(`${wrong}  data/a%0Ab.wav`)],
    ['a manifest of nonsense', 'MANIFEST_BROKEN', more('nonsense')],
    ['a hash of half the length', 'MANIFEST_BROKEN', more(`${wrong.slice(32)}  ${path}x`)],
    ['no manifest', 'MANIFEST_MISSING', tagged({ 'manifest-sha256.txt': null })],
    ['only a weak manifest', 'MANIFEST_MISSING', tagged({ 'manifest-sha256.txt': null, 'manifest-md5.txt': '\n' })],
    ['a check sum that nobody knows', 'MANIFEST_ALGORITHM', tagged({ 'manifest-crc99.txt': 'x  data/catalog.json\n' })],
    ['a manifest that is no text', 'TEXT_NOT_UTF8', tagged({ 'manifest-sha256.txt': Buffer.from([0xff, 0xfe, 0x00]) })],
  ]
}

function tags(): Hostile[] {
  const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
  return [
    ['no bagit.txt', 'BAGIT_MISSING', tagged({ 'bagit.txt': null })],
    ['a bag of the future', 'BAGIT_VERSION', tagged({ 'bagit.txt': declaration.replace('1.0', '2.0') })],
    ['tags in another encoding', 'BAGIT_BROKEN', tagged({ 'bagit.txt': declaration.replace('UTF-8', 'UTF-16') })],
    ['a bagit.txt of other words', 'BAGIT_BROKEN', tagged({ 'bagit.txt': '<html>' })],
    ['a bagit.txt that goes on', 'BAGIT_BROKEN', tagged({ 'bagit.txt': `${declaration}Run: me\n` })],
    ['a false oxum', 'OXUM_WRONG', tagged({ 'bag-info.txt': 'Payload-Oxum: 5.1\n' })],
    ['a bag-info.txt of nonsense', 'BAG_INFO_BROKEN', tagged({ 'bag-info.txt': 'nonsense\n' })],
    ['parts to be fetched', 'FETCH_REFUSED', tagged({ 'fetch.txt': 'http://localhost/a.wav 5 data/a.wav\n' })],
    ['a changed tag', 'HASH_WRONG', tagged({ 'tagmanifest-sha256.txt': manifestOfTags(wrong) })],
    ['a tag that no tag manifest names', 'FILE_UNLISTED', tagged({ 'tagmanifest-sha256.txt': '\n' })],
    [
      'a tag that is missing',
      'FILE_MISSING',
      tagged({ 'tagmanifest-sha256.txt': `${manifestOfTags()}${wrong}  gone.txt\n` }),
    ],
    [
      'a tag manifest that names payload',
      'MANIFEST_PATH',
      tagged({ 'tagmanifest-sha256.txt': `${manifestOfTags()}${wrong}  data/catalog.json\n` }),
    ],
    [
      'files beside the top folder',
      'BAG_TOP_FOLDER',
      rawZip([...bagEntries(bagFiles(goodPayload())), { name: 'beside.txt', data: Buffer.from('x') }]),
    ],
    [
      'two top folders',
      'BAG_TOP_FOLDER',
      rawZip([...bagEntries(bagFiles(goodPayload())), ...bagEntries(bagFiles(new Map()), 'other')]),
    ],
    ['no top folder', 'BAG_TOP_FOLDER', rawZip([...bagFiles(goodPayload())].map(([name, data]) => ({ name, data })))],
  ]
}

/** Right for all tags; with another hash of bag-info.txt where one is given. */
function manifestOfTags(hash?: string): string {
  const files = [...bagFiles(goodPayload())].filter(([path]) => !path.startsWith('data/') && !path.startsWith('tag'))
  return files.map(([path, bytes]) => `${path === 'bag-info.txt' && hash ? hash : sha256Of(bytes)}  ${path}\n`).join('')
}

export const hostileBags = (): Hostile[] => [...manifests(), ...tags()]
