/** First and last byte, counted from 0, both included. */
export interface ByteSpan {
  start: number
  end: number
}

/** What a Range header asks for. */
export type RangeAnswer = { kind: 'whole' } | ({ kind: 'part' } & ByteSpan) | { kind: 'unsatisfiable' }

export interface MediaFile {
  sizeBytes: number
  /** Hexadecimal, where the catalog knows it. */
  sha256?: string | null | undefined
}

/** What media needs of whoever keeps the files. Paths are relative to the data folder, with "/". */
export interface MediaFriends {
  /** null where there is no such file. */
  stat(path: string): Promise<MediaFile | null>
  stream(path: string, span: ByteSpan): ReadableStream<Uint8Array>
  parseRange(header: string | null, sizeBytes: number): RangeAnswer
}

const contentTypes: Record<string, string> = {
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  zip: 'application/zip',
}

const folders = ['phonemes/audio/', 'takes/', 'exports/']
const ordinarySegment = /^[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?$/

/** Answers `/media/PATH` with the audio files and exports of the data folder: whole, or the range that is asked for. */
export function createMedia(files: MediaFriends): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
    const path = mediaPath(request.url)
    const file = path === null ? null : await files.stat(path)
    if (path === null || file === null)
      return new Response('There is no such file.\n', {
        status: 404,
        headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      })
    return answer(request, path, file, files)
  }
}

/** The path that the address names, if it may be served at all: decoded once, never out of the folders above. */
export function mediaPath(url: string): string | null {
  const { pathname } = new URL(url)
  if (!pathname.startsWith('/media/')) return null
  const path = pathname.slice('/media/'.length)
  // Names are made by the studio, of these characters only; nothing encoded can be one.
  if (!path.split('/').every((segment) => ordinarySegment.test(segment))) return null
  return folders.some((folder) => path.startsWith(folder)) ? path : null
}

function answer(request: Request, path: string, file: MediaFile, files: MediaFriends): Response {
  const { sizeBytes } = file
  const headers = headersOf(path, file)
  const etag = headers.get('etag')
  const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? []
  if (etag !== null && known.includes(etag)) return new Response(null, { status: 304, headers })

  const range = files.parseRange(rangeHeader(request, etag), sizeBytes)
  if (range.kind === 'unsatisfiable') {
    headers.set('content-range', `bytes */${sizeBytes}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range.kind === 'part' ? range : { start: 0, end: sizeBytes - 1 }
  headers.set('content-length', String(end - start + 1))
  if (range.kind === 'part') headers.set('content-range', `bytes ${start}-${end}/${sizeBytes}`)
  const body = request.method === 'HEAD' || sizeBytes === 0 ? null : files.stream(path, { start, end })
  return new Response(body, { status: range.kind === 'part' ? 206 : 200, headers })
}

function headersOf(path: string, { sha256 }: MediaFile): Headers {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'content-type': contentTypes[extension] ?? 'application/octet-stream',
    // Kept by the one browser it was sent to, and asked about again each time.
    'cache-control': sha256 ? 'private, no-cache' : 'no-store',
  })
  if (sha256) headers.set('etag', `"${sha256}"`)
  if (path.startsWith('exports/')) headers.set('content-disposition', `attachment; filename="${name}"`)
  return headers
}

function rangeHeader(request: Request, etag: string | null): string | null {
  // A range is for GET alone (RFC 9110, 14.2).
  if (request.method !== 'GET') return null
  const condition = request.headers.get('if-range')
  // What the asker has the beginning of isn't what stands here now: the whole, then.
  return condition !== null && condition !== etag ? null : request.headers.get('range')
}
