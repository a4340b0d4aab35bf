import { RPCHandler } from '@orpc/server/message-port'
import { type IpcMainEvent, ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import type { Studio } from '#studio/studio.ts'
import { askChannel, portChannel } from './handover.ts'
import { isOwnAddress } from './own-address.ts'

/** Whether it is the main frame of one of our windows that asks, with our own page in it. */
export function isOwnMainFrame({ senderFrame }: Pick<IpcMainEvent, 'senderFrame'>): boolean {
  // null once the frame has gone or navigated.
  return senderFrame !== null && senderFrame.parent === null && isOwnAddress(senderFrame.url)
}

/** Gives a port that speaks the studio's contract to whichever of our windows asks, and to nobody else. */
export function handOverPorts(router: Studio['router'], log: (line: string) => void): { close(): void } {
  const handler = new RPCHandler(router)
  const handed = new Map<WebContents, MessagePortMain>()

  const answer = (event: IpcMainEvent) => {
    const { senderFrame, sender } = event
    if (!isOwnMainFrame(event) || senderFrame === null) {
      log(`A port was refused to ${senderFrame?.url ?? 'a frame that has gone'}.`)
      return
    }
    if (handed.has(sender)) handed.get(sender)?.close()
    else sender.once('destroyed', () => handed.delete(sender))
    const { port1, port2 } = new MessageChannelMain()
    handed.set(sender, port1)
    // Without options for transfer: an ArrayBuffer that is transferred over an Electron port never arrives.
    handler.upgrade(port1, { context: {} })
    port1.start()
    senderFrame.postMessage(portChannel, null, [port2])
  }

  ipcMain.on(askChannel, answer)
  return {
    close() {
      ipcMain.off(askChannel, answer)
      for (const port of handed.values()) port.close()
      handed.clear()
    },
  }
}
