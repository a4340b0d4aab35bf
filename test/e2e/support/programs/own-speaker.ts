import { existsSync } from 'node:fs'
import { copyFile, watch } from 'node:fs/promises'
import { join } from 'node:path'

/** Says everything alike: copies its sound to where it is told. A file `wait` beside it holds it up, a file `fail` makes it fail. */
const [folder = '', out = ''] = process.argv.slice(2)
const isThere = (name: string) => existsSync(join(folder, name))

const leaving = new AbortController()
const changes = watch(folder, { signal: leaving.signal })
while (isThere('wait')) await changes.next()
leaving.abort()
if (isThere('fail')) {
  console.error('no voice today')
  process.exit(3)
}
await copyFile(join(folder, 'sound.wav'), out)
