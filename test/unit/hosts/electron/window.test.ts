import { describe, expect, test, vi } from 'vitest'

vi.mock('electron', () => import('./electron-double.ts'))

import { confine, confineDownloads, openWindow } from '#studio/hosts/electron/window.ts'
import { type BrowserWindow, SessionDouble, WebContentsDouble } from './electron-double.ts'

describe('a page in the window', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is denied',
    (event) => {
      const contents = new WebContentsDouble()
      confine(contents as never)
      const preventDefault = vi.fn()
      contents.emit(event, { preventDefault })
      expect(preventDefault).toHaveBeenCalledOnce()
    },
  )

  test('opens no window', () => {
    const contents = new WebContentsDouble()
    confine(contents as never)
    expect(contents.windowOpenHandler?.()).toEqual({ action: 'deny' })
  })

  test('has no Node, a sandbox and a world apart from the preload’s', async () => {
    const window = (await openWindow('/out/preload/preload.cjs')) as unknown as BrowserWindow
    expect(window.loaded).toBe('app://studio/')
    expect(window.options.webPreferences).toMatchObject({
      preload: '/out/preload/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    })
    expect(window.show).not.toHaveBeenCalled()
    window.emit('ready-to-show')
    expect(window.show).toHaveBeenCalledOnce()
  })
})

test.each([
  [['app://studio/media/exports/studio.zip'], true],
  [['blob:app://studio/0d5c'], true],
  [['https://evil.example/setup.exe'], false],
  [['app://other/setup.exe'], false],
  [['https://evil.example/', 'app://studio/media/exports/studio.zip'], false],
])('a download by way of %j is allowed: %s', (chain, allowed) => {
  const session = new SessionDouble()
  confineDownloads(session as never)
  const preventDefault = vi.fn()
  session.emit('will-download', { preventDefault }, { getURLChain: () => chain })
  expect(preventDefault).toHaveBeenCalledTimes(allowed ? 0 : 1)
})
