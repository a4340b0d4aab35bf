import type { BundleFaultCode } from '#shared/node/bundle/bundle-fault.ts'
import { aSoundFile, bundleOf, goodPayload, sha256Of } from '#test/support/good-bundle.ts'
import type { Hostile } from '#test/support/hostile-archives.ts'

type Json = Record<string, unknown>

function withCatalog(text: string | Buffer): Buffer {
  return bundleOf(goodPayload().set('catalog.json', Buffer.from(text)))
}

/** The good catalog, with its first source or all of it changed. */
function changed(change: (document: Json, source: Json) => void): Buffer {
  const document = JSON.parse(goodPayload().get('catalog.json')?.toString() ?? '') as Json
  change(document, (document['sources'] as Json[])[0] ?? {})
  return withCatalog(JSON.stringify(document))
}

function values(): Hostile[] {
  const wrong: [string, (document: Json, source: Json) => void][] = [
    ['a source of another type', (_, source) => Object.assign(source, { sourceType: 'stolen' })],
    ['a number where a text belongs', (_, source) => Object.assign(source, { voiceId: 7 })],
    ['a text where a number belongs', (_, source) => Object.assign(source, { fileSizeBytes: '1e9' })],
    ['a path that leads out', (_, source) => Object.assign(source, { path: '../../etc/passwd' })],
    ['a path that is absolute', (_, source) => Object.assign(source, { path: '/etc/passwd' })],
    ['a list that is an object', (document) => Object.assign(document, { sources: {} })],
    ['a list that is not there', (document) => Reflect.deleteProperty(document, 'speakers')],
    ['a source of no phoneme', (_, source) => Object.assign(source, { phonemeId: source['id'] })],
    ['a native of nobody', (_, source) => Object.assign(source, { speakerId: null })],
    ['a source twice', (document, source) => (document['sources'] as Json[]).push(source)],
    ['thousands of wrong rows', (document) => Object.assign(document, { sources: Array(30_000).fill({}) })],
    ['a clock of the far future', (document) => Object.assign(document, { clocks: { source: { x: { '*': 'x' } } } })],
    ['a version that is a text', (document) => Object.assign(document, { version: '2' })],
  ]
  return wrong.map(([name, change]) => [name, 'CATALOG_WRONG', changed(change)])
}

function texts(): Hostile[] {
  const one = (name: string, code: BundleFaultCode, text: string | Buffer): Hostile => [name, code, withCatalog(text)]
  return [
    one('a catalog nested deeply', 'JSON_TOO_DEEP', '['.repeat(100_000) + ']'.repeat(100_000)),
    one('a catalog of millions of values', 'JSON_TOO_MANY', `[${'0,'.repeat(10_500_000)}0]`),
    one('a catalog that is cut off', 'JSON_BROKEN', '{"format":"phoneme-studio-catalog"'),
    one('an empty catalog', 'JSON_BROKEN', ''),
    one('a catalog with a comment', 'JSON_BROKEN', '{} // all of it'),
    one('a catalog that is no text', 'TEXT_NOT_UTF8', Buffer.from([0x22, 0xff, 0x22])),
    one('a catalog of another program', 'CATALOG_FORMAT', '{"format":"other","version":2}'),
    one('a catalog that is null', 'CATALOG_FORMAT', 'null'),
    one('a catalog that is a list', 'CATALOG_FORMAT', '[]'),
    ['a catalog of the future', 'CATALOG_NEWER', changed((document) => Object.assign(document, { version: 3 }))],
    [
      'a field that would reach into objects',
      'CATALOG_WRONG',
      withCatalog(goodText().replace('"metadata":{', '"metadata":{"__proto__":{"admin":true},')),
    ],
  ]
}

const goodText = () => goodPayload().get('catalog.json')?.toString() ?? ''

function sounds(): Hostile[] {
  const payload = goodPayload()
  const [path = ''] = payload.keys()
  const without = goodPayload()
  without.delete(path)
  const other = aSoundFile(19)
  const noise = Buffer.from('this is no sound at all, but a text that is called one')
  const saying = (bytes: Buffer, sha256?: string): Hostile[2] => {
    const document = JSON.parse(goodText()) as { sources: Json[]; takes: Json[] }
    const source = document.sources.find((source) => source['path'] === path) ?? {}
    Object.assign(source, { fileSizeBytes: bytes.length, ...(sha256 && { sha256 }) })
    return bundleOf(
      goodPayload()
        .set(path, bytes)
        .set('catalog.json', Buffer.from(JSON.stringify(document))),
    )
  }
  return [
    ['no catalog', 'CATALOG_MISSING', bundleOf(new Map([...payload].filter(([path]) => path !== 'catalog.json')))],
    ['a sound that is not there', 'AUDIO_MISSING', bundleOf(without)],
    ['a sound of another size', 'AUDIO_DIFFERS', bundleOf(goodPayload().set(path, other))],
    ['another sound of the same size', 'AUDIO_DIFFERS', saying(other)],
    ['a sound that no row names', 'AUDIO_UNNAMED', bundleOf(goodPayload().set('phonemes/audio/extra.wav', other))],
    ['a take that no row names', 'AUDIO_UNNAMED', bundleOf(goodPayload().set('takes/extra.wav', other))],
    ['a text that is called a sound', 'AUDIO_UNDECODABLE', saying(noise, sha256Of(noise))],
  ]
}

export const hostileCatalogs = (): Hostile[] => [...values(), ...texts(), ...sounds()]
