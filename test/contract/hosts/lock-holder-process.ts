import { once } from 'node:events'
import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { FolderInUse } from '#studio/hosts/common/holder.ts'
import { lockFolder } from '#studio/hosts/common/lock-folder.ts'

// A process that wants a folder's lock: says what came of it, and holds it until its input ends.
const [, , folder = '', waitMilliseconds = '300'] = process.argv
const inside = join(folder, 'inside')
try {
  const lock = await lockFolder(folder, { door: 'command line', doing: 'holding' }, Number(waitMilliseconds))
  // Fails when another is inside, too.
  closeSync(openSync(inside, 'wx'))
  process.stdout.write('held\n')
  process.stdin.resume()
  await once(process.stdin, 'end')
  rmSync(inside)
  lock.release()
} catch (error) {
  if (!(error instanceof FolderInUse)) throw error
  process.stdout.write(`in use by ${error.holder?.pid ?? 'somebody'}\n`)
}
