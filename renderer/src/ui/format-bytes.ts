const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** Powers of 1024, as file managers and the catalog count: `512 B`, `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1)
  const value = bytes / 1024 ** step
  return `${step === 0 ? value : value.toFixed(value < 10 ? 2 : 1)} ${units[step] ?? 'B'}`
}
