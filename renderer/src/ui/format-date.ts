/** The day of an ISO time in this machine's zone, `2026-11-02`: it sorts, and reads the same everywhere. */
export function formatDate(isoTime: string): string {
  const time = new Date(isoTime)
  const month = String(time.getMonth() + 1).padStart(2, '0')
  return `${time.getFullYear()}-${month}-${String(time.getDate()).padStart(2, '0')}`
}

/** `14:05`, in this machine's zone. */
export function formatTimeOfDay(isoTime: string): string {
  const time = new Date(isoTime)
  return `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`
}
