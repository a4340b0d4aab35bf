import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CommandFailed } from './failures.ts'

/** A file of the command line, read only when it is asked for its bytes. */
export async function readableFile(path: string): Promise<Blob> {
  try {
    if (!(await stat(path)).isFile()) throw new CommandFailed('FILE_UNREADABLE', `${path} is not a file.`)
    return await openAsBlob(path)
  } catch (error) {
    if (error instanceof CommandFailed) throw error
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : (error as Error).message
    throw new CommandFailed('FILE_UNREADABLE', `${path} can't be read: ${why}.`)
  }
}
