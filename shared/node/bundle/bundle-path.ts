import { bundleBounds } from './bundle-bounds.ts'
import type { BundleFaultCode } from './fault-sentences.ts'

const allowed = /^[A-Za-z0-9._/-]+$/
/** Windows takes these for devices, whatever follows the dot. */
const device = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i

/** Why a bundle cannot hold a file of this path; null: it can. `sha256sum -c` and every file system read such names alike. */
export function pathFault(path: string): BundleFaultCode | null {
  if (path.startsWith('/')) return 'NAME_ABSOLUTE'
  if (/^[A-Za-z]:/.test(path)) return 'NAME_DRIVE'
  if (path.includes('\\')) return 'NAME_BACKSLASH'
  const parts = path.split('/')
  if (parts.some((part) => part === '..' || part === '.')) return 'NAME_TRAVERSES'
  if (!allowed.test(path)) return 'NAME_NOT_ALLOWED'
  if (path.length > bundleBounds.nameCharacters || parts.some((part) => part.length > 255)) return 'NAME_TOO_LONG'
  // Windows drops a dot at the end, which makes two names one.
  if (parts.some((part) => part === '' || part.endsWith('.') || device.test(part))) return 'NAME_NOT_ALLOWED'
  return null
}
