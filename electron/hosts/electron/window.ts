import { BrowserWindow, nativeTheme, type Session, type WebContents } from 'electron'
import { isOwnAddress, pageAddress } from './own-address.ts'

/** As the page's own background, so that nothing flashes before it is drawn. */
const backgrounds = { dark: '#171d1e', light: '#fbfcfc' }

/** A new window with the studio's page. */
export async function openWindow(preloadFile: string): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    title: 'Phoneme Studio',
    width: 1280,
    height: 832,
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // A take is recorded on while the window is behind another.
      backgroundThrottling: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  await window.loadURL(pageAddress)
  return window
}

/** To be called for all contents that come into being: they stay on our page, open nothing and embed nothing. */
export function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** A person may save what the studio itself offers, such as an export, and nothing else. */
export function confineDownloads(session: Session): void {
  session.on('will-download', (event, item) => {
    const own = item
      .getURLChain()
      .every((address) => isOwnAddress(address) || address.startsWith(`blob:${pageAddress}`))
    if (!own) event.preventDefault()
  })
}
