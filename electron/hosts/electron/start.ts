import { homedir } from 'node:os'
import { parseArgs } from 'node:util'
import { app, BrowserWindow, dialog, nativeTheme, session } from 'electron'
import { StartFault } from '#studio/start-fault.ts'
import type { openStudio } from '#studio/studio.ts'
import { openCommandSocket } from '../common/command-socket.ts'
import { dataFolderPath } from '../common/data-folder-path.ts'
import { FolderInUse } from '../common/holder.ts'
import { lockFolder } from '../common/lock-folder.ts'
import { newSecret } from '../common/secret.ts'
import { missingPage, type StudioParts } from '../common/studio-parts.ts'
import { handOverPorts } from './hand-over-ports.ts'
import { setMenu } from './menu.ts'
import { guardPermissions } from './permissions.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { confine, confineDownloads, openWindow } from './window.ts'
import { windowProfileFolder } from './window-profile.ts'

export interface DesktopFriends {
  openStudio: typeof openStudio
  parts: StudioParts
  tell: (line: string) => void
}

interface Desktop {
  close(): Promise<void>
}

/** How long closing may take before the process ends anyway: the kernel drops the lock, and takes are salvaged. */
const patienceMilliseconds = 4500

/** The desktop door: everything from the application's start to its end. */
export async function startDesktop(args: string[], friends: DesktopFriends): Promise<void> {
  const folder = folderFrom(args)
  app.setPath('userData', windowProfileFolder(app.getPath('appData'), folder))
  // The other instance gets "second-instance" and shows itself.
  if (!app.requestSingleInstanceLock()) return app.quit()
  registerScheme()
  // Before the first window: contents that came into being earlier would not be confined.
  app.on('web-contents-created', (_event, contents) => confine(contents))
  await app.whenReady()
  try {
    const desktop = await openDesktop(folder, friends)
    closeBeforeQuitting(desktop)
  } catch (error) {
    if (!(error instanceof StartFault || error instanceof FolderInUse || error instanceof PageMissing)) throw error
    friends.tell(error.message)
    dialog.showErrorBox('Phoneme Studio can’t start', error.message)
    app.exit(1)
  }
}

class PageMissing extends Error {}

async function openDesktop(folder: string, { openStudio, parts, tell }: DesktopFriends): Promise<Desktop> {
  const unbuilt = missingPage(parts)
  if (unbuilt !== null) throw new PageMissing(unbuilt)
  const { workers, resourcesFolder, rendererFolder, preloadFile, network } = parts
  // Friends that are open, to be closed in the opposite order, however far the start came.
  const opened: (() => void | Promise<void>)[] = []
  const close = async () => {
    for (const closeOne of opened.splice(0).toReversed()) await closeOne()
  }
  try {
    const lock = await lockFolder(folder, { door: 'desktop', doing: '' })
    opened.push(() => lock.release())
    const studio = await openStudio({ folder, workers, resourcesFolder, network, log: tell })
    opened.push(() => studio.close())
    for (const line of studio.announcements) tell(line)
    const token = newSecret()
    const socket = await openCommandSocket({ router: studio.router, token, log: tell })
    opened.push(() => socket.close())
    lock.announce({ page: null, socket: { url: socket.url, token } })
    const ports = handOverPorts(studio.router, tell)
    opened.push(() => ports.close())

    nativeTheme.themeSource = 'system'
    setMenu()
    guardPermissions(session.defaultSession)
    confineDownloads(session.defaultSession)
    serveScheme(session.defaultSession, studio.media, rendererFolder)
    await showWindows(preloadFile, tell)
    return { close }
  } catch (error) {
    await close()
    throw error
  }
}

async function showWindows(preloadFile: string, tell: (line: string) => void): Promise<void> {
  const show = async () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) {
      await openWindow(preloadFile)
      return
    }
    if (window.isMinimized()) window.restore()
    window.focus()
  }
  const showAgain = () => {
    show().catch((error: unknown) => tell(`The window could not be opened: ${String(error)}`))
  }
  // macOS: a click on the dock's icon, with the last window closed.
  app.on('activate', showAgain)
  app.on('second-instance', showAgain)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  await show()
}

/** Quitting waits until the studio is closed: Electron itself waits for nothing asynchronous. */
function closeBeforeQuitting(desktop: Desktop): void {
  let closing = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    setTimeout(() => app.exit(1), patienceMilliseconds).unref()
    desktop.close().then(
      () => app.exit(0),
      () => app.exit(1),
    )
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
}

function folderFrom(args: string[]): string {
  // Not strict: Chromium's own switches stand among them.
  const { values } = parseArgs({ args, strict: false, options: { data: { type: 'string' } } })
  const flag = typeof values.data === 'string' ? values.data : undefined
  return dataFolderPath({ flag, env: process.env, platform: process.platform, home: homedir() })
}
