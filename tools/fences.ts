import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruiseTree } from './fences/cruise-tree.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { violations, modulesSeen, unseen } = await cruiseTree(root, join(root, '.dependency-cruiser.mjs'))

for (const { rule, from, to, comment } of violations) {
  console.log(`${rule.name}: ${from}${to && to !== from ? ` → ${to}` : ''}${comment ? `\n    ${comment}` : ''}`)
}
for (const file of unseen) console.log(`Not looked at: ${file}`)
const faults = violations.length + unseen.length + (modulesSeen === 0 ? 1 : 0)
console.log(
  `${modulesSeen} files within ${faults === 0 ? 'their fences' : `fences that ${faults} imports or gaps break`}.`,
)
process.exitCode = faults === 0 ? 0 : 1
