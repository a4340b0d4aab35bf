import { CatalogFault } from './catalog/catalog-fault.ts'
import { InventoryFault } from './services/read-inventory.ts'
import { StartFault } from './start-fault.ts'
import { StorageFault } from './storage/storage-fault.ts'

/** What keeps a studio from being opened, as a person is told it; anything else stays as it is. */
export function asStartFault(error: unknown): unknown {
  if (error instanceof CatalogFault) return new StartFault(error.code, error.message, error)
  if (error instanceof InventoryFault) return new StartFault('INVENTORY_WRONG', error.message, error)
  if (error instanceof StorageFault && error.code === 'DISK_FULL')
    return new StartFault(
      'DISK_FULL',
      `The disk that holds ${error.folder} is full. Nothing was changed. Free some space and start again.`,
      error,
    )
  if (error instanceof StorageFault && error.code === 'FOLDER_NOT_WRITABLE')
    return new StartFault(
      'FOLDER_NOT_WRITABLE',
      `The data folder ${error.folder} cannot be written. Nothing was changed. Give yourself the right to write there, or choose another folder with --data.`,
      error,
    )
  if (error instanceof StorageFault)
    return new StartFault(
      'FOLDER_FAILED',
      `The data folder ${error.folder} cannot be used (${error.message}). Nothing was changed. Check the disk, or choose another folder with --data.`,
      error,
    )
  return error
}
