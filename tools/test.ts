import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say } from './bootstrap/say.mjs'
import { answer } from './bootstrap/trouble.mjs'
import { inWords, sum, unexplainedSkips } from './test/counts.ts'
import { findChromium, provideChromium, thisMachine } from './test/find-chromium.ts'
import { missingPeers } from './test/peers.ts'
import { readSelection, type Selection, testHelp } from './test/selection.ts'
import { judgeSkips, notRun, type Result, runBuild, runCheck, runPlaywright, runVitest } from './test/steps.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

await answer(async () => {
  const words = process.argv.slice(2)
  if (words.includes('--help')) {
    console.log(testHelp)
    return 0
  }
  const read = readSelection(words)
  if (read.kind === 'refused') {
    say(read.sentence)
    return 2
  }
  if (read.selection.long) process.env.PHONEME_STUDIO_LONG = '1'
  // The tests start the studio hundreds of times, half of which would be compiling the same files again.
  process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compiled')
  return close(await runAll(read.selection))
})

/** Every step runs, whatever became of those before it. */
async function runAll({ checks, vitest, playwright }: Selection): Promise<Result[]> {
  const results: Result[] = []
  // Chromium first: when it has to be asked for, better at once than after minutes.
  const chromium = await (playwright ? provideChromium(root, thisMachine) : findChromium(thisMachine))
  if (chromium.kind === 'found') process.env.PHONEME_STUDIO_CHROMIUM = chromium.executable
  else if (playwright) say(chromium.sentence)
  for (const check of checks) results.push(await runCheck(root, check))
  const build = vitest || playwright ? await runBuild(root) : undefined
  if (build) results.push(build)
  if (vitest) results.push(await runVitest(root, vitest))
  if (playwright) {
    const name = 'end-to-end tests'
    if (chromium.kind === 'missing') results.push(await notRun(name, chromium.sentence))
    else if (build?.counts.failed) results.push(await notRun(name, 'there is no build to test'))
    else results.push(await runPlaywright(root, playwright))
  }
  const skips = results.flatMap((result) => result.skips)
  if (skips.length > 0) {
    const missing = missingPeers().map(({ name }) => name)
    results.push(await judgeSkips(unexplainedSkips(skips, missing)))
  }
  return results
}

function close(results: Result[]): number {
  console.log('')
  for (const { name, seconds, words } of results) console.log(`${name.padEnd(32)}${words} (${seconds.toFixed(1)} s)`)
  for (const { name, proves, debian } of missingPeers()) {
    const how = debian.length > 0 ? ` (Debian: ${debian.join(' ')})` : ''
    console.log(`Not on this machine: ${name}, so not shown: ${proves}${how}.`)
  }
  const total = sum(results.map(({ counts }) => counts))
  console.log(inWords(total))
  return total.failed === 0 ? 0 : 1
}
