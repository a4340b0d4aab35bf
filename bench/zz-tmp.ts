import { openCatalog } from '#studio/catalog/open-catalog.ts'
import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { fillCatalog } from './support/fill-catalog.ts'
import { v7 as newId } from 'uuid'
const folder = await openDataFolder('/tmp/upkeep/big')
const file = folder.file('catalog.sqlite')
const place = { file, backupsFolder: folder.file('backups'), newId, clock: () => new Date(), workerUrl: studioParts().workers('catalog-worker') }
openCatalog(place).close()
console.time('fill')
fillCatalog(file, folder.file, { phonemes: 5000, sourcesOfEach: 20 })
console.timeEnd('fill')
