import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tryLock } from '#studio/hosts/common/lock-folder.ts'

// A process that comes into a folder and leaves it at once, many times; it fails when it meets another inside.
const [, , folder = '', visits = '0'] = process.argv
const inside = join(folder, 'inside')
for (let visited = 0; visited < Number(visits); ) {
  const lock = tryLock(folder, { door: 'command line', doing: 'visiting' })
  if (lock === null) continue
  closeSync(openSync(inside, 'wx'))
  rmSync(inside)
  lock.release()
  visited += 1
}
