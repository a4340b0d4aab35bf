import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import { runLoopback } from '#studio/hosts/loopback/run.ts'
import { openStudio } from '#studio/studio.ts'

// The browser door as main.ts runs it, but with a page that needs no build: its folder is the first argument.
const [, , rendererFolder = '', ...args] = process.argv
process.exitCode = await runLoopback(args, {
  openStudio,
  parts: { ...studioParts(), rendererFolder },
  print: (line) => process.stdout.write(`${line}\n`),
  tell: (line) => process.stderr.write(`${line}\n`),
})
