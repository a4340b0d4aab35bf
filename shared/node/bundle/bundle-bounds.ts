const mebibyte = 1_048_576

/** What a bundle may claim before any of it is believed. */
export const bundleBounds = {
  entries: 1_000_000,
  directoryBytes: 512 * mebibyte,
  unpackedBytes: 64 * 1024 * mebibyte,
  ratio: 1000,
  nameCharacters: 500,
  textBytes: 64 * mebibyte,
  jsonBytes: 256 * mebibyte,
  jsonDepth: 64,
  /** 256 MiB of `[]` would be more objects than memory holds. */
  jsonValues: 10_000_000,
  /** Files of so many bytes are read whole, larger ones in pieces. */
  wholeBytes: 32 * mebibyte,
  pieceBytes: mebibyte,
  faults: 1000,
} as const
