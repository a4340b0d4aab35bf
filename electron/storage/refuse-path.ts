/** Windows opens a device under these names, with any extension. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const forbiddenInNames = '\\:*?"<>|'

function refuseSegment(segment: string): string | null {
  if (segment === '') return 'an empty name in it'
  // '.', '..', and what would be hidden.
  if (segment.startsWith('.')) return 'a name that begins with a dot'
  // Windows drops these, so that '..' could hide behind them.
  if (/[. ]$/.test(segment)) return 'a name that ends with a dot or space'
  if (deviceName.test(segment)) return 'the name of a device'
  for (const character of segment) {
    const unseen = character < ' ' || character === '\x7f'
    if (unseen || forbiddenInNames.includes(character)) return `a character that names can't have`
  }
  return null
}

/**
 * Why a path relative to the data folder is not to be used, or null if it is: forward slashes, no way out of the folder,
 * and only names that Windows, macOS and Linux all take.
 */
export function refusePath(relative: string): string | null {
  for (const segment of relative.split('/')) {
    const reason = refuseSegment(segment)
    if (reason !== null) return reason
  }
  return null
}
