import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from './bootstrap/launch.mjs'
import { say } from './bootstrap/say.mjs'
import { answer } from './bootstrap/trouble.mjs'
import { buildStudio } from './build/build-studio.ts'
import { readPackageFlags } from './package/package-flags.ts'
import { electronRuntime } from './start/electron-runtime.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

await answer(async () => {
  const read = readPackageFlags(process.argv.slice(2), process.platform)
  if (read.kind === 'refused') {
    say(read.sentence)
    return 2
  }
  const runtime = await electronRuntime(root)
  if (runtime.kind === 'missing') {
    say(`The studio cannot be packaged here, because Electron's runtime cannot be had (${runtime.reason}).`)
    return 1
  }
  await buildStudio(root)
  const { target, folderOnly } = read
  // The runtime that is here serves its own platform; electron-builder fetches those of others.
  const ownRuntime = target === process.platform ? ['-c.electronDist=node_modules/electron/dist'] : []
  const tool = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const platform = { win32: '--win', darwin: '--mac', linux: '--linux' }[target]
  const args = [tool, platform, ...(folderOnly ? ['--dir'] : []), '--publish=never', ...ownRuntime]
  return launch(process.execPath, args, { cwd: root })
})
