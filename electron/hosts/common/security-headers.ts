export interface Policy {
  /** For the styles that wavesurfer.js makes at run time; a new one for every page. */
  nonce?: string | undefined
  /** What else than its own origin the page may connect to. */
  connect: readonly string[]
}

/** The one content security policy of all pages. `media-src blob:` plays a take before it is saved. */
export function contentSecurityPolicy({ nonce, connect }: Policy): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    ["connect-src 'self'", ...connect].join(' '),
    "worker-src 'self'",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** Every answer of a door carries these; COOP and COEP together give the page `crossOriginIsolated`. */
export function isolationHeaders(): Record<string, string> {
  return {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
}

/** The same answer with the isolation headers, and the policy where it has none of its own. */
export function secured(response: Response, policy: Policy): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(isolationHeaders())) headers.set(name, value)
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', contentSecurityPolicy(policy))
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
