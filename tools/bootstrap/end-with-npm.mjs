/**
 * npm runs us under a shell, hands its signals to that shell, and the shell dies without passing them on. So where npm
 * started us, the end of our parent counts as a request to end.
 */
export function endWithNpm() {
  if (process.platform === 'win32' || process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 100)
  watch.unref()
}
