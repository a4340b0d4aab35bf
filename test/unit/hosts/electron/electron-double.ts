import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { vi } from 'vitest'

/*
 * Stands for the module `electron` where its runtime is absent: only what the desktop door uses, and it keeps what it
 * was given, so that a test can act as Chromium or as the system.
 */

type Handler = (...args: never[]) => unknown

/** Electron's ports are Node's but for their events, which wrap what was sent. */
class PortDouble extends EventEmitter {
  readonly #port: MessagePort
  closed = false

  constructor(port: MessagePort) {
    super()
    this.#port = port
    port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
    port.on('close', () => this.emit('close'))
    port.unref()
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    // What Electron does with a transferred ArrayBuffer is to lose the whole message.
    if (transfer.length > 0) return
    this.#port.postMessage(message, [])
  }

  start(): void {
    this.#port.start()
  }

  close(): void {
    this.closed = true
    this.#port.close()
  }
}

export class MessageChannelMain {
  readonly port1: PortDouble
  readonly port2: PortDouble

  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new PortDouble(port1)
    this.port2 = new PortDouble(port2)
  }
}

export class WebContentsDouble extends EventEmitter {
  windowOpenHandler: (() => { action: string }) | undefined

  setWindowOpenHandler(handler: () => { action: string }): void {
    this.windowOpenHandler = handler
  }
}

export class BrowserWindow extends EventEmitter {
  static open: BrowserWindow[] = []
  static getAllWindows = () => BrowserWindow.open

  readonly webContents = new WebContentsDouble()
  readonly options: { webPreferences: Record<string, unknown> }
  loaded = ''
  focused = false

  constructor(options: { webPreferences: Record<string, unknown> }) {
    super()
    this.options = options
    BrowserWindow.open.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  async loadURL(address: string): Promise<void> {
    this.loaded = address
  }

  isMinimized = () => false
  show = vi.fn()
  restore = vi.fn()
  focus(): void {
    this.focused = true
  }
}

class AppDouble extends EventEmitter {
  alone = true
  paths = new Map([['appData', '/home/anna/.config']])
  exitCode: number | undefined
  exited = Promise.withResolvers<number>()

  getPath = (name: string) => this.paths.get(name) ?? ''
  setPath = (name: string, path: string) => {
    this.paths.set(name, path)
  }
  requestSingleInstanceLock = () => this.alone
  whenReady = async () => {}

  quit(): void {
    let prevented = false
    this.emit('will-quit', {
      preventDefault: () => {
        prevented = true
      },
    })
    if (!prevented) this.exit(0)
  }

  exit(code: number): void {
    this.exitCode ??= code
    this.exited.resolve(code)
  }
}

export class SessionDouble extends EventEmitter {
  handlers = new Map<string, Handler>()
  schemes = new Map<string, (request: Request) => Promise<Response>>()

  setPermissionRequestHandler = (handler: Handler) => this.handlers.set('request', handler)
  setPermissionCheckHandler = (handler: Handler) => this.handlers.set('check', handler)
  setDevicePermissionHandler = (handler: Handler) => this.handlers.set('device', handler)
  protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => this.schemes.set(scheme, handler),
  }
}

export const app = new AppDouble()
export const ipcMain = new EventEmitter()
export const session = { defaultSession: new SessionDouble() }
export const protocol = { registerSchemesAsPrivileged: vi.fn() }
export const dialog = { showErrorBox: vi.fn() }
export const nativeTheme = { themeSource: 'light', shouldUseDarkColors: false }
export const systemPreferences = { askForMediaAccess: vi.fn(async () => true) }
export const Menu = { buildFromTemplate: vi.fn((template: unknown) => template), setApplicationMenu: vi.fn() }
/** What the page finds on its window. */
export const exposed = new Map<string, unknown>()
export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown) => {
    exposed.set(name, value)
  },
}
export const ipcRenderer = Object.assign(new EventEmitter(), { send: vi.fn() })

/** As a new process finds it. */
export function startAnew(): void {
  app.removeAllListeners()
  app.alone = true
  app.exitCode = undefined
  app.exited = Promise.withResolvers()
  ipcMain.removeAllListeners()
  BrowserWindow.open = []
  session.defaultSession = new SessionDouble()
  nativeTheme.themeSource = 'light'
}
