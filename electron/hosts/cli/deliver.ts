import { copyFile, link, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CommandFailed } from './failures.ts'

/** Refuses early what `deliver` would refuse at the end of a long export. */
export async function refuseTarget(target: string, force: boolean): Promise<void> {
  const folder = await stat(dirname(target)).catch(nullIfMissing)
  if (!folder?.isDirectory()) throw new CommandFailed('FOLDER_MISSING', `There is no folder ${dirname(target)}.`)
  const there = await stat(target).catch(nullIfMissing)
  if (there?.isDirectory()) throw new CommandFailed('FILE_EXISTS', `${target} is a folder; say a file's name.`)
  if (there && !force) throw exists(target)
}

/**
 * Moves a finished file to where a person wants it. Under its final name there is never a part of it, and without
 * `force` never another file that is overwritten, even if it came into being meanwhile.
 */
export async function deliver({ from, to, force }: { from: string; to: string; force: boolean }): Promise<void> {
  // First beside its final name: the data folder may be on another disk.
  await putInPlace(to, force, { write: (beside) => copyFile(from, beside), left: `${from} holds it.` })
  await rm(from, { force: true })
}

/** The same of a text. */
export async function deliverText({ text, to, force }: { text: string; to: string; force: boolean }): Promise<void> {
  await putInPlace(to, force, { write: (beside) => writeFile(beside, text), left: 'Nothing was changed.' })
}

async function putInPlace(
  to: string,
  force: boolean,
  { write, left }: { write: (beside: string) => Promise<void>; left: string },
): Promise<void> {
  const beside = join(dirname(to), `.${process.pid}-${Date.now()}.part`)
  try {
    await write(beside)
    await syncFile(beside)
    if (force) await rename(beside, to)
    else await renameToNew(beside, to)
  } catch (error) {
    if (error instanceof CommandFailed) throw error
    throw new CommandFailed('FILE_NOT_WRITTEN', `${to} could not be written (${(error as Error).message}). ${left}`)
  } finally {
    await rm(beside, { force: true })
  }
}

/** A rename would overwrite; a second name for the same file is refused where the name is taken. */
async function renameToNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw exists(to)
    // Some file systems (FAT, exFAT) know no second names.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    if (await stat(to).catch(nullIfMissing)) throw exists(to)
    await rename(from, to)
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function exists(target: string): CommandFailed {
  return new CommandFailed('FILE_EXISTS', `${target} is there already; --force overwrites it.`)
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}
