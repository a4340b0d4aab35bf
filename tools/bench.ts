import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from './bootstrap/launch.mjs'
import { say } from './bootstrap/say.mjs'
import { answer } from './bootstrap/trouble.mjs'

const folder = fileURLToPath(new URL('../bench', import.meta.url))

await answer(async () => {
  const [name, ...flags] = process.argv.slice(2)
  const names = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')) : []
  const known = names.map((file) => file.slice(0, -'.ts'.length)).toSorted()
  if (name !== undefined && known.includes(name)) {
    return launch(process.execPath, [...process.execArgv, join(folder, `${name}.ts`), ...flags])
  }
  const list = known.length > 0 ? known.join(', ') : 'none yet'
  say(
    name === undefined
      ? `npm run bench -- NAME; there are: ${list}`
      : `There is no benchmark "${name}"; there are: ${list}`,
  )
  return name === undefined ? 0 : 2
})
