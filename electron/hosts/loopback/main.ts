import { openStudio } from '#studio/studio.ts'
import { studioParts } from '../common/studio-parts.ts'
import { runLoopback } from './run.ts'

/** A door must close in good time, whatever hangs inside: the kernel drops the lock, and takes are salvaged. */
const patienceMilliseconds = 4500

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    setTimeout(() => {
      process.stderr.write('The studio did not close in time and was ended.\n')
      process.exit(1)
    }, patienceMilliseconds).unref()
  })
}

// A closed terminal, or a reader that stopped listening, is no reason to stop serving.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

process.exitCode = await runLoopback(process.argv.slice(2), {
  openStudio,
  parts: studioParts(),
  print: (line) => process.stdout.write(`${line}\n`),
  tell: (line) => process.stderr.write(`${line}\n`),
})
// Everything is closed and the process ends by itself; this is for a handle that somebody forgot.
setTimeout(() => process.exit(), 500).unref()
