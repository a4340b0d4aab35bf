export type StorageFaultCode =
  | 'FOLDER_NOT_WRITABLE'
  | 'DISK_FULL'
  | 'FILE_MISSING'
  | 'FILE_EXISTS'
  /** One WAV file holds 4 GiB, and the recording has reached it. */
  | 'RECORDING_TOO_LONG'
  | 'RECORDING_CLOSED'
  /** Not whole frames of 32-bit samples. */
  | 'CHUNK_MALFORMED'
  | 'PATH_REFUSED'
  | 'STORAGE_FAILED'

export interface StorageFaultDetails {
  /** The data folder, absolute. */
  folder: string
  /** Relative to it. */
  path?: string | undefined
  /** Of a recording that could not go on: what of it is in the file, and stays. */
  savedFrames?: number | undefined
  reason?: string | undefined
  cause?: unknown
}

export class StorageFault extends Error {
  readonly code: StorageFaultCode
  readonly folder: string
  readonly path: string | undefined
  readonly savedFrames: number | undefined

  constructor(code: StorageFaultCode, { folder, path, savedFrames, reason, cause }: StorageFaultDetails) {
    super([code, path ?? folder, reason].filter((part) => part !== undefined).join(': '), { cause })
    this.name = 'StorageFault'
    this.code = code
    this.folder = folder
    this.path = path
    this.savedFrames = savedFrames
  }
}

const codeOfErrno: Record<string, StorageFaultCode> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  // The file may not grow further: a limit of the process, or of a file system such as FAT.
  EFBIG: 'DISK_FULL',
  EACCES: 'FOLDER_NOT_WRITABLE',
  EPERM: 'FOLDER_NOT_WRITABLE',
  EROFS: 'FOLDER_NOT_WRITABLE',
  ENOTDIR: 'FOLDER_NOT_WRITABLE',
  ENOENT: 'FILE_MISSING',
  EEXIST: 'FILE_EXISTS',
}

export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Says an operating system's error in the studio's own terms; a StorageFault stays as it is. */
export function storageFaultOf(error: unknown, details: Omit<StorageFaultDetails, 'cause' | 'reason'>): StorageFault {
  if (error instanceof StorageFault) return error
  const code = codeOfErrno[errnoOf(error) ?? ''] ?? 'STORAGE_FAILED'
  return new StorageFault(code, {
    ...details,
    reason: error instanceof Error ? error.message : String(error),
    cause: error,
  })
}
