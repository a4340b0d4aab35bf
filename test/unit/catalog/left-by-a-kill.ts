import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aSource } from '#test/builders.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { catalogIn, filledCatalog } from './a-catalog.ts'

export const catalogFile = 'catalog.sqlite'

/** Every file in a folder by its name, with all its bytes in hexadecimal. */
export function everyByte(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name)).toString('hex')]),
  )
}

/** A closed catalog with a few sources in its file, and nothing beside it. */
export function closedCatalog(): string {
  const folder = temporaryFolder()
  filledCatalog(folder).close()
  const catalog = catalogIn(folder)
  catalog.write(() => {
    for (let made = 0; made < 40; made += 1) catalog.sources.insert(aSource({ metadata: { note: 'x'.repeat(1000) } }))
  })
  catalog.close()
  return folder
}

/** What a kill leaves: the catalog as it was at the last clean end, and one more source that stands in its log only. */
export function killedCatalog(): { folder: string; newestSourceId: string } {
  const before = closedCatalog()
  const catalog = catalogIn(before)
  const newest = aSource({})
  catalog.write(() => catalog.sources.insert(newest))
  const folder = temporaryFolder()
  cpSync(before, folder, { recursive: true })
  catalog.close()
  return { folder, newestSourceId: newest.id }
}
