export const scheme = 'app'
const host = 'studio'

/** The window's own and only page. */
export const pageAddress = `${scheme}://${host}/`

/** Whether an address or origin is of our own page. Chromium writes such an origin with and without its slash. */
export function isOwnAddress(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return false
  // An origin made from an unknown scheme is "null" to Node: compared by its parts.
  const url = new URL(address)
  return url.protocol === `${scheme}:` && url.host === host
}
