import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { os } from '@orpc/server'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'

vi.mock('electron', () => import('./electron-double.ts'))

import { readHolder } from '#studio/hosts/common/holder.ts'
import { lockFolder } from '#studio/hosts/common/lock-folder.ts'
import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import { startDesktop } from '#studio/hosts/electron/start.ts'
import { StartFault } from '#studio/start-fault.ts'
import type { openStudio, Studio } from '#studio/studio.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { app, BrowserWindow, dialog, ipcMain, nativeTheme, session, startAnew } from './electron-double.ts'

let folder: string
let told: string[]
let studioClosed: boolean
let start: (open?: typeof openStudio) => Promise<void>

const studio: Studio = {
  router: { greet: os.handler(() => 'hello') } as unknown as Studio['router'],
  media: async () => new Response(null),
  announcements: ['One take was salvaged.'],
  close: async () => {
    // A lock that went first would let the next start in while this one still writes.
    expect(existsSync(join(folder, 'studio.lock'))).toBe(true)
    studioClosed = true
  },
}

beforeEach(() => {
  startAnew()
  folder = join(temporaryFolder(), 'data')
  told = []
  studioClosed = false
  const rendererFolder = temporaryFolder()
  writeFileSync(join(rendererFolder, 'index.html'), '')
  const parts = { ...studioParts(), rendererFolder }
  const args = ['.', '--remote-debugging-port=0', '--data', folder, '--no-sandbox']
  start = (open = async () => studio) =>
    startDesktop(args, { openStudio: open, parts, tell: (line) => told.push(line) })
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]))
  onTestFinished(async () => {
    app.quit()
    await app.exited.promise
    for (const [signal, listeners] of before) {
      process.removeAllListeners(signal)
      for (const listener of listeners) process.on(signal, listener)
    }
  })
})

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const leftBehind = () => readdirSync(folder).filter((name) => name.startsWith('studio.'))

describe('a start', () => {
  test('shows the page, in the system’s colours, with everything that guards it', async () => {
    await start()
    expect(BrowserWindow.open.map(({ loaded }) => loaded)).toEqual(['app://studio/'])
    expect(nativeTheme.themeSource).toBe('system')
    const { handlers, schemes } = session.defaultSession
    expect([...handlers.keys()]).toEqual(['request', 'check', 'device'])
    expect([...schemes.keys()]).toEqual(['app'])
    expect(ipcMain.listenerCount('phoneme-studio:ask-port')).toBe(1)
    const [window] = BrowserWindow.open
    expect(window?.webContents.windowOpenHandler?.()).toEqual({ action: 'deny' })
    expect(told).toEqual(['One take was salvaged.'])
  })

  test('holds the folder, and lets the command line join it', async () => {
    await start()
    const holder = readHolder(folder)
    expect(holder).toMatchObject({ door: 'desktop', pid: process.pid, page: null })
    expect(holder?.socket?.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/rpc$/)
    expect(holder?.socket?.token).toMatch(/^[0-9a-f]{64}$/)
  })

  test('keeps what is the window’s own out of the data folder', async () => {
    await start()
    expect(app.getPath('userData')).toMatch(/^\/home\/anna\/\.config\//)
  })

  test('that is the second on this folder shows the first one’s window, and opens nothing', async () => {
    app.alone = false
    const open = vi.fn(async () => studio)
    await start(open)
    expect(open).not.toHaveBeenCalled()
    expect(existsSync(folder)).toBe(false)
    expect(app.exitCode).toBe(0)
  })
})

describe('a start that can’t be', () => {
  test('because another door has the folder says so, and where', async () => {
    const lock = await lockFolder(folder, { door: 'browser', doing: '' })
    onTestFinished(() => lock.release())
    lock.announce({ page: 'http://127.0.0.1:4711/', socket: null })
    await start()
    const [[, sentence]] = dialog.showErrorBox.mock.calls as unknown as [[string, string]]
    expect(sentence).toContain('http://127.0.0.1:4711/')
    expect(told).toEqual([sentence])
    expect(app.exitCode).toBe(1)
    expect(BrowserWindow.open).toEqual([])
  })

  test('because the studio refuses says why, and leaves the folder free', async () => {
    await start(() =>
      Promise.reject(new StartFault('CATALOG_NEWER', 'The catalog is newer. Install the newer version.')),
    )
    expect(dialog.showErrorBox).toHaveBeenCalledWith(
      expect.any(String),
      'The catalog is newer. Install the newer version.',
    )
    expect(app.exitCode).toBe(1)
    expect(leftBehind()).toEqual([])
  })

  test('by a fault of our own is not hidden', async () => {
    mkdirSync(folder)
    await expect(start(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug')
    expect(leftBehind()).toEqual([])
  })
})

describe('while it runs', () => {
  test('a second instance, or a click on the dock, brings the window to the front', async () => {
    await start()
    const [window] = BrowserWindow.open
    app.emit('second-instance')
    expect(window?.focused).toBe(true)
    expect(BrowserWindow.open).toHaveLength(1)
  })

  test('a click on the dock opens a window where none is left', async () => {
    await start()
    BrowserWindow.open = []
    app.emit('activate')
    await expect.poll(() => BrowserWindow.open).toHaveLength(1)
  })

  test('the last window’s closing quits, but not on macOS', async () => {
    await start()
    const quit = vi.spyOn(app, 'quit').mockImplementation(() => {})
    const platform = vi.spyOn(process, 'platform', 'get')
    platform.mockReturnValue('darwin')
    app.emit('window-all-closed')
    expect(quit).not.toHaveBeenCalled()
    platform.mockReturnValue('linux')
    app.emit('window-all-closed')
    expect(quit).toHaveBeenCalledOnce()
    vi.restoreAllMocks()
  })
})

describe('the end', () => {
  test('waits until the studio is closed, and leaves the folder free', async () => {
    await start()
    app.quit()
    app.quit()
    expect(app.exitCode).toBeUndefined()
    expect(await app.exited.promise).toBe(0)
    expect(studioClosed).toBe(true)
    expect(leftBehind()).toEqual([])
  })

  test('comes with Ctrl-C, too', async () => {
    await start()
    process.emit('SIGINT')
    expect(await app.exited.promise).toBe(0)
    expect(studioClosed).toBe(true)
  })
})
