import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

// The schemas of the contract set this too, but the lock is read before they are loaded.
z.config({ jitless: true })

export const doors = ['desktop', 'browser', 'command line'] as const
export type Door = (typeof doors)[number]

const HolderSchema = z.object({
  pid: z.int().positive(),
  door: z.enum(doors),
  /** What a short run is for: `tts fill`; empty where a window simply stands open. */
  doing: z.string(),
  startedAt: z.string(),
  /** Where a person finds it, without its token; null where there is no page. */
  page: z.string().nullable(),
  /** Where the command line joins it; null until (or unless) it can be joined. */
  socket: z.object({ url: z.string(), token: z.string() }).nullable(),
})
/** Who has the data folder open: what `studio.json` says. */
export type Holder = z.infer<typeof HolderSchema>

const holderFile = (folder: string) => join(folder, 'studio.json')

/** null where nobody has the folder open, or has only just begun to. What a killed process left may also be read. */
export function readHolder(folder: string): Holder | null {
  let text: string
  try {
    text = readFileSync(holderFile(folder), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    const parsed = HolderSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    // A power cut may leave it empty; it's rewritten by whoever gets the lock.
    return null
  }
}

/** Written beside and renamed, so that a reader finds the whole of it or nothing; only its owner may read the token. */
export function writeHolder(folder: string, holder: Holder): void {
  const beside = `${holderFile(folder)}.${holder.pid}`
  rmSync(beside, { force: true })
  try {
    writeFileSync(beside, JSON.stringify(holder, null, 2), { mode: 0o600, flag: 'wx' })
    renameSync(beside, holderFile(folder))
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

export function removeHolder(folder: string): void {
  rmSync(holderFile(folder), { force: true })
}

/** Another process has the data folder open. The message is for a person. */
export class FolderInUse extends Error {
  readonly folder: string
  readonly holder: Holder | null

  constructor(folder: string, holder: Holder | null) {
    super(sentence(folder, holder))
    this.name = 'FolderInUse'
    this.folder = folder
    this.holder = holder
  }
}

function sentence(folder: string, holder: Holder | null): string {
  if (holder === null)
    return `The studio folder ${folder} is open in another process. Close it, or wait for it to finish.`
  const process = `process ${holder.pid}`
  if (holder.door === 'command line')
    return `The studio folder ${folder} is open already, on the command line ("${holder.doing}", ${process}). Wait for it to finish.`
  const where = holder.page === null ? `the ${holder.door} window` : `the ${holder.door} at ${holder.page}`
  return `The studio folder ${folder} is open already, in ${where} (${process}). Use that one, or close it first.`
}
