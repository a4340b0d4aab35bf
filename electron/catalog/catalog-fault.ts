export type CatalogFaultCode = 'CATALOG_NEWER' | 'CATALOG_CORRUPT' | 'CATALOG_UNREADABLE' | 'DISK_FULL'

/** The catalog can't be opened, read or written; nothing in it was changed. The message is for a person. */
export class CatalogFault extends Error {
  readonly code: CatalogFaultCode
  readonly file: string

  constructor(code: CatalogFaultCode, file: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'CatalogFault'
    this.code = code
    this.file = file
  }
}
