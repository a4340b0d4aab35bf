import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'
import { judgeMutants, type Mutant } from './mutation/judge-mutants.ts'
import options from './mutation/stryker.config.mjs'
import { survivors } from './mutation/survivors.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

const results = await new Stryker({ configFile: 'tools/mutation/stryker.config.mjs' }).runMutationTest()
const mutants = results.map(({ fileName, location, replacement, status }): Mutant => {
  const file = relative(root, fileName).replaceAll('\\', '/')
  const lineNumber = location.start.line
  const line = readFileSync(join(root, file), 'utf8').split('\n')[lineNumber - 1]?.trim() ?? ''
  return { file, lineNumber, line, replacement: replacement ?? '', status }
})
const { caught, unexplained, outdated, untouched } = judgeMutants(mutants, survivors, options.mutate)

for (const { file, lineNumber, line, replacement, status } of unexplained) {
  console.log(`${status}: ${file}:${lineNumber}\n    ${line}\n    with ${replacement}`)
}
for (const { file, line, replacement } of outdated) {
  console.log(`Listed in tools/mutation/survivors.ts, but no survivor: ${file}\n    ${line}\n    with ${replacement}`)
}
for (const file of untouched) console.log(`Nothing was mutated in ${file}.`)
for (const { file, replacement, reason } of survivors) console.log(`May live: ${file}, ${replacement}: ${reason}`)
console.log(
  `${caught.length} of ${mutants.length} mutants caught, ${unexplained.length} survived without a listed reason.`,
)
process.exitCode = unexplained.length + outdated.length + untouched.length === 0 ? 0 : 1
