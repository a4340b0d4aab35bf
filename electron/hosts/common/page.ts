import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { contentSecurityPolicy } from './security-headers.ts'

export interface PageOptions {
  /** Where the renderer's build stands. */
  folder: string
  /** What else than its own origin the page may connect to. */
  connect: () => readonly string[]
}

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** Characters of a file that Vite writes; whatever else is asked for isn't there. */
const ordinarySegment = /^[A-Za-z0-9_-][A-Za-z0-9._@-]*$/

/** Answers with the renderer's build: index.html for every address of a screen, assets as they are. */
export function createPage({ folder, connect }: PageOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response('Only GET and HEAD.\n', { status: 405, headers: { allow: 'GET, HEAD' } })
    const { pathname } = new URL(request.url)
    const answer = await (extname(pathname) === '' || pathname === '/index.html'
      ? index(folder, connect())
      : asset(folder, pathname))
    return request.method === 'HEAD' ? new Response(null, answer) : answer
  }
}

async function index(folder: string, connect: readonly string[]): Promise<Response> {
  const html = await readIfThere(join(folder, 'index.html'))
  if (html === null) return missing()
  const nonce = randomBytes(16).toString('base64')
  return new Response(html.toString('utf8').replaceAll('__CSP_NONCE__', nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy({ nonce, connect }),
      // Its nonce is for one use.
      'cache-control': 'no-store',
    },
  })
}

async function asset(folder: string, pathname: string): Promise<Response> {
  const segments = pathname.slice(1).split('/')
  const contentType = contentTypes[extname(pathname)]
  if (contentType === undefined || !segments.every((part) => ordinarySegment.test(part))) return missing()
  const bytes = await readIfThere(join(folder, ...segments))
  if (bytes === null) return missing()
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': contentType,
      'content-length': String(bytes.byteLength),
      // What stands in assets/ bears the hash of its content in its name.
      'cache-control': segments[0] === 'assets' ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null
    throw error
  }
}

function missing(): Response {
  return new Response('There is nothing here.\n', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
