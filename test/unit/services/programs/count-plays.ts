import { v7 } from 'uuid'
import { openCatalog } from '#studio/catalog/open-catalog.ts'
import { createPlays } from '#studio/services/plays.ts'

// Another process that counts plays of one source, as fast as it can, once it is told to begin.
const [file, sourceId, times] = process.argv.slice(2)
if (file === undefined || sourceId === undefined) throw new Error('give a catalog and a source')
const catalog = openCatalog({
  file,
  backupsFolder: `${file}-backups`,
  newId: v7,
  clock: () => new Date(),
  workerUrl: new URL('../../../../electron/catalog/catalog-worker.ts', import.meta.url),
})
const plays = createPlays({ catalog, clock: () => new Date() })
process.stdout.write('ready\n')
process.stdin.once('data', () => {
  for (let play = 0; play < Number(times); play += 1) plays.count(v7(), sourceId)
  catalog.close()
  process.exit()
})
