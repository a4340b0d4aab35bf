#!/usr/bin/env node
import { studioParts } from '../common/studio-parts.ts'
import { runCli } from './run.ts'

/** How long a stopped command may take to close what it opened. */
const patienceMilliseconds = 4000

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stop.abort()
    setTimeout(() => process.exit(130), patienceMilliseconds).unref()
  })
}
// A reader that wants no more, such as `head`, is no failure.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

process.exitCode = await runCli(process.argv.slice(2), {
  // Loaded only where a studio is opened here: help, and joining a running one, must be quick.
  openStudio: async (options) => (await import('#studio/studio.ts')).openStudio(options),
  parts: studioParts(),
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
})
// Everything is closed and the process ends by itself; this is for a handle that somebody forgot.
setTimeout(() => process.exit(), 500).unref()
