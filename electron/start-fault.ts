export type StartFaultCode =
  | 'FOLDER_NOT_WRITABLE'
  | 'FOLDER_FAILED'
  | 'DISK_FULL'
  | 'CATALOG_NEWER'
  | 'CATALOG_CORRUPT'
  | 'CATALOG_UNREADABLE'
  | 'INVENTORY_WRONG'

/** The studio can't open this data folder; the message tells a person what is wrong, what is safe and what to do. */
export class StartFault extends Error {
  readonly code: StartFaultCode

  constructor(code: StartFaultCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StartFault'
    this.code = code
  }
}
