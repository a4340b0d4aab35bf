import { homedir } from 'node:os'
import { parseArgs } from 'node:util'
import type { openStudio } from '#studio/studio.ts'
import { StartFault } from '#studio/start-fault.ts'
import { argumentFault } from '../common/argument-fault.ts'
import { closingSignal } from '../common/closing-signal.ts'
import { dataFolderPath } from '../common/data-folder-path.ts'
import { FolderInUse } from '../common/holder.ts'
import { lockFolder } from '../common/lock-folder.ts'
import { newSecret } from '../common/secret.ts'
import { missingPage, type StudioParts } from '../common/studio-parts.ts'
import { openWindow } from './open-window.ts'
import { serve } from './serve.ts'

const usage = 'Options: [--data DIR] [--port N] [--open | --no-open]'

export interface LoopbackFriends {
  openStudio: typeof openStudio
  parts: StudioParts
  /** The address; the one thing that goes to standard output. */
  print: (line: string) => void
  /** What else a person may want to know. */
  tell: (line: string) => void
}

interface Wishes {
  folder: string
  port: number
  open: boolean
}

class WrongArguments extends Error {}
class PortRefused extends Error {}

/**
 * The browser door, from its arguments to its end by a signal. Returns the exit code: 0 after a clean end, 1 where it
 * could not start, 2 for wrong arguments.
 */
export async function runLoopback(args: string[], friends: LoopbackFriends): Promise<number> {
  const signal = closingSignal()
  try {
    const wishes = wishesOf(args)
    const unbuilt = missingPage(friends.parts)
    if (unbuilt !== null) {
      friends.tell(unbuilt)
      return 1
    }
    await serveUntil(signal.asked, wishes, friends)
    return 0
  } catch (error) {
    if (error instanceof WrongArguments) {
      friends.tell(`${error.message} ${usage}`)
      return 2
    }
    if (!(error instanceof StartFault || error instanceof FolderInUse || error instanceof PortRefused)) throw error
    friends.tell(error.message)
    return 1
  } finally {
    signal.stop()
  }
}

async function serveUntil(
  asked: Promise<void>,
  { folder, port, open }: Wishes,
  friends: LoopbackFriends,
): Promise<void> {
  const { openStudio, parts, print, tell } = friends
  const lock = await lockFolder(folder, { door: 'browser', doing: '' })
  try {
    const { workers, resourcesFolder, rendererFolder, network } = parts
    const studio = await openStudio({ folder, workers, resourcesFolder, network, log: tell })
    try {
      for (const line of studio.announcements) tell(line)
      const token = newSecret()
      const { router, media } = studio
      const serving = await serve({ router, media, rendererFolder, port, token, log: tell }).catch(
        wordListenError(port),
      )
      try {
        lock.announce({ page: serving.page, socket: { url: serving.socket, token } })
        print(`Studio: ${serving.address}`)
        if (open && !(await openWindow(serving.launchAddress())))
          tell('No browser could be opened here: open the address yourself.')
        await asked
      } finally {
        await serving.close()
      }
    } finally {
      await studio.close()
    }
  } finally {
    lock.release()
  }
}

function wishesOf(args: string[]): Wishes {
  const { data, port, open } = parse(args)
  const number = Number(port)
  if (!/^\d+$/.test(port) || number > 65_535) throw new WrongArguments(`"${port}" is no port (0 to 65535).`)
  const folder = dataFolderPath({ flag: data, env: process.env, platform: process.platform, home: homedir() })
  return { folder, port: number, open }
}

function parse(args: string[]): { data: string | undefined; port: string; open: boolean } {
  try {
    const { values } = parseArgs({
      args,
      allowNegative: true,
      options: {
        data: { type: 'string' },
        port: { type: 'string', default: '0' },
        open: { type: 'boolean', default: true },
      },
    })
    return { data: values.data, port: values.port, open: values.open }
  } catch (error) {
    throw new WrongArguments(argumentFault(error))
  }
}

function wordListenError(port: number): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    const instead = 'Choose another with --port, or leave it out.'
    if (error.code === 'EADDRINUSE') throw new PortRefused(`Port ${port} is taken by another program. ${instead}`)
    if (error.code === 'EACCES') throw new PortRefused(`Port ${port} may not be opened by this account. ${instead}`)
    throw error
  }
}
