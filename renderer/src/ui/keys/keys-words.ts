export interface KeysWords {
  hint: string
  /** Reads a button that changes a key. */
  change: (action: string, key: string) => string
  pressNow: string
  reserved: string
  taken: (by: string) => string
  reset: (action: string) => string
  resetAll: string
}
