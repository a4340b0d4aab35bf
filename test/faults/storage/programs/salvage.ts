import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { salvageRecordings } from '#studio/storage/salvage.ts'

/** Salvages what is there, and says how much that was. */
const folder = await openDataFolder(process.argv[2] ?? '')
process.stdout.write(`${(await salvageRecordings(folder)).length}\n`)
