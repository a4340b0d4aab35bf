import { expect, test } from 'vitest'
import { parseRange } from '#studio/storage/ranges.ts'
import { createMedia } from '#studio/rpc/media.ts'

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251)
const sha256 = 'c'.repeat(64)
const known = new Map([
  ['takes/2026/11/02/x.wav', null],
  ['phonemes/audio/2026/11/02/x.mp3', sha256],
  ['phonemes/audio/2026/11/02/x.flac', null],
  ['exports/studio-1.zip', null],
  ['catalog.sqlite', null],
  ['exports/nothing.zip', null],
])

const media = createMedia({
  stat: async (path) => {
    const hash = known.get(path)
    return hash === undefined ? null : { sizeBytes: path.includes('nothing') ? 0 : bytes.length, sha256: hash }
  },
  stream: (_path, { start, end }) => new Blob([bytes.subarray(start, end + 1)]).stream(),
  parseRange,
})

const ask = (path: string, init: RequestInit = {}) => media(new Request(`http://127.0.0.1/media/${path}`, init))
const received = async (response: Response) => new Uint8Array(await response.arrayBuffer())

test('a take is sent whole, told to be a WAV, and kept nowhere', async () => {
  const response = await ask('takes/2026/11/02/x.wav')
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'audio/wav',
    'content-length': '1000',
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
  })
  expect(await received(response)).toEqual(bytes)
})

test.each([
  ['bytes=0-99', 0, 99],
  ['bytes=990-', 990, 999],
  ['bytes=-10', 990, 999],
  ['bytes=900-5000', 900, 999],
])('a player that seeks (%s) gets that part', async (range, start, end) => {
  const response = await ask('takes/2026/11/02/x.wav', { headers: { range } })
  expect(response.status).toBe(206)
  expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/1000`)
  expect(response.headers.get('content-length')).toBe(String(end - start + 1))
  expect(await received(response)).toEqual(bytes.subarray(start, end + 1))
})

test('a part behind the end is refused, and the size is said', async () => {
  const response = await ask('takes/2026/11/02/x.wav', { headers: { range: 'bytes=1000-' } })
  expect(response.status).toBe(416)
  expect(response.headers.get('content-range')).toBe('bytes */1000')
  expect(await response.text()).toBe('')
})

test('HEAD says what GET would, and sends nothing', async () => {
  const response = await ask('takes/2026/11/02/x.wav', { method: 'HEAD', headers: { range: 'bytes=0-9' } })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-length')).toBe('1000')
  expect(response.body).toBeNull()
})

test('a source that the browser has already is not sent again', async () => {
  const path = 'phonemes/audio/2026/11/02/x.mp3'
  const etag = (await ask(path)).headers.get('etag') ?? ''
  expect(etag).toBe(`"${sha256}"`)
  const again = await ask(path, { headers: { 'if-none-match': `"other", ${etag}` } })
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')
})

test('a part of something else than what the browser began with is the whole', async () => {
  const path = 'phonemes/audio/2026/11/02/x.mp3'
  const askPart = (condition: string) => ask(path, { headers: { range: 'bytes=0-9', 'if-range': condition } })
  expect((await askPart('"other"')).status).toBe(200)
  expect((await askPart(`"${sha256}"`)).status).toBe(206)
})

test('an export is saved under its own name', async () => {
  const response = await ask('exports/studio-1.zip')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="studio-1.zip"')
  expect(response.headers.get('content-type')).toBe('application/zip')
  expect((await ask('phonemes/audio/2026/11/02/x.flac')).headers.get('content-disposition')).toBeNull()
})

test('an empty file is an empty answer', async () => {
  const response = await ask('exports/nothing.zip')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-length')).toBe('0')
})

test.each([
  'catalog.sqlite',
  'takes/../catalog.sqlite',
  'takes/..%2fcatalog.sqlite',
  'takes/%2e%2e/catalog.sqlite',
  'takes/%2e%2e%2fcatalog.sqlite',
  'takes//2026/11/02/x.wav',
  '/takes/2026/11/02/x.wav',
  'takes\\..\\catalog.sqlite',
  'takes/2026/11/02/x.wav%00',
  'takes/2026/11/02/%78.wav',
  'takes/.hidden',
  'takes',
  'takes/',
  '',
  'takes/2026/11/02/gone.wav',
])('%s is not there', async (path) => {
  expect((await ask(path)).status).toBe(404)
})

test('nothing can be written', async () => {
  expect((await ask('takes/2026/11/02/x.wav', { method: 'DELETE' })).status).toBe(405)
})
