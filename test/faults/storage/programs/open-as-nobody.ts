import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { StorageFault } from '#studio/storage/storage-fault.ts'

/** Opens a data folder as somebody whom permissions bind, since they do not bind root, and says how that went. */
const nobody = 65_534
if (process.getuid?.() === 0) {
  process.setgid?.(nobody)
  process.setuid?.(nobody)
}
try {
  const { root } = await openDataFolder(process.argv[2] ?? '')
  process.stdout.write(`opened ${root}`)
} catch (error) {
  if (!(error instanceof StorageFault)) throw error
  process.stdout.write(`${error.code} ${error.folder}`)
}
