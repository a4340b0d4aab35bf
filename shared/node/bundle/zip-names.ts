import { BundleFault } from './bundle-fault.ts'
import { pathFault } from './bundle-path.ts'
import type { ZipEntry } from './zip-directory.ts'

/** As a file system sees names that tells no capitals apart. */
const folded = (name: string) => name.normalize('NFC').toLowerCase()

/** Names that no file system may be asked for, and names that some would take for one. */
export function checkNames(entries: readonly ZipEntry[], tell: (fault: BundleFault) => void): void {
  const files = new Map<string, string>()
  const folders = new Map<string, string>()

  function enter(known: Map<string, string>, name: string, entryName: string): boolean {
    const other = known.get(folded(name))
    if (other === undefined) known.set(folded(name), name)
    else if (other !== name) tell(new BundleFault('NAME_CASE', entryName, { other }))
    return other === name
  }

  for (const { name, isFolder } of entries) {
    const path = isFolder ? name.slice(0, -1) : name
    const code = pathFault(path)
    if (code) tell(new BundleFault(code, name))
    // The folders above it count once each, however many files are in them.
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1))
      if (enter(folders, path.slice(0, slash), name)) break
    if (isFolder) enter(folders, path, name)
    else if (enter(files, path, name)) tell(new BundleFault('NAME_TWICE', name))
  }
  for (const [key, name] of files) if (folders.has(key)) tell(new BundleFault('NAME_FILE_AND_FOLDER', name))
}
