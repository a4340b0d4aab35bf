/** `−14.2 dBFS` with a true minus; digital silence is `−∞`. One decimal, or none for a figure that moves. */
export function formatDbfs(dbfs: number | null, decimals = 1): string {
  if (dbfs === null || dbfs === Number.NEGATIVE_INFINITY) return '−∞ dBFS'
  const rounded = dbfs.toFixed(decimals)
  return `${Number(rounded) === 0 ? '0' : rounded.replace('-', '−')} dBFS`
}
