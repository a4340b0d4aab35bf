import { CatalogFault } from '../catalog/catalog-fault.ts'
import { StorageFault } from '../storage/storage-fault.ts'
import { StudioFault } from './studio-fault.ts'

/** Storage's faults in the contract's terms; anything else stays as it is. `savedSeconds`: what of a take is safe. */
export function asStudioFault(error: unknown, savedSeconds = 0): unknown {
  if (error instanceof CatalogFault) {
    if (error.code === 'DISK_FULL') return new StudioFault('DISK_FULL', { folder: error.file, savedSeconds })
    return new StudioFault('FILE_FAILED', { path: error.file, reason: error.message })
  }
  if (!(error instanceof StorageFault)) return error
  const { code, folder, path } = error
  switch (code) {
    case 'DISK_FULL':
      return new StudioFault('DISK_FULL', { folder, savedSeconds })
    case 'FOLDER_NOT_WRITABLE':
      return new StudioFault('FOLDER_NOT_WRITABLE', { folder })
    case 'RECORDING_TOO_LONG':
      return new StudioFault('TAKE_TOO_LONG', { savedSeconds })
    case 'CHUNK_MALFORMED':
      return new StudioFault('WRONG_VALUE', { field: 'samples', reason: error.message })
    default:
      return new StudioFault('FILE_FAILED', { path: path ?? folder, reason: error.message })
  }
}

/** For `.catch`: rejects with the fault in the contract's terms. */
export function rejectAsStudioFault(error: unknown): never {
  throw asStudioFault(error)
}
