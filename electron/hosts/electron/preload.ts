import { contextBridge, ipcRenderer } from 'electron'
import { askChannel, port, portChannel, ready } from './handover.ts'

/** What this file uses of the page's window; the Node side has no types of the web's. */
declare const window: {
  addEventListener(type: 'message', listener: (event: { source: unknown; data: unknown }) => void): void
  postMessage(message: string, targetOrigin: string, transfer: unknown[]): void
}

contextBridge.exposeInMainWorld('phonemeStudioDoor', 'desktop')

window.addEventListener('message', ({ source, data }) => {
  if (source === window && data === ready) ipcRenderer.send(askChannel)
})

ipcRenderer.on(portChannel, ({ ports: [handed] }) => {
  // To this very window; its page is ours, or the main process would not have sent the port.
  if (handed) window.postMessage(port, '*', [handed])
})
