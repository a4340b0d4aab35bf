import type { Browser, BrowserContext, Page } from '@playwright/test'
import { chromium, expect } from '@playwright/test'

export interface StudioWindow {
  page: Page
  context: BrowserContext
  /** Fails when the page broke its content policy or threw, then closes. */
  close: () => Promise<void>
}

export interface WindowOptions {
  address: string
  /** A WAV file that the browser's microphone plays once; without it the environment's own microphone is taken. */
  microphoneFile?: string
  environment?: Record<string, string>
  /** What the person answers when asked for the microphone. */
  permission?: 'granted' | 'refused'
  /** axe writes styles of its own into the page, which its policy forbids; the page's own breaches show elsewhere. */
  audited?: boolean
  /** Before the page is fetched. */
  prepare?: (page: Page) => Promise<void>
  viewport?: { width: number; height: number }
  colorScheme?: 'light' | 'dark'
}

/** A Chromium, which hears and answers as the options say. */
function launch({ microphoneFile, environment, permission = 'granted' }: Partial<WindowOptions>): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['PHONEME_STUDIO_CHROMIUM'],
    env: { ...process.env, ...environment },
    // Playwright mutes the browser, and its feature list would hide the microphone of the sound server.
    ignoreDefaultArgs: ['--mute-audio'],
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--autoplay-policy=no-user-gesture-required',
      ...(permission === 'granted' ? ['--use-fake-ui-for-media-stream'] : []),
      ...(microphoneFile === undefined
        ? []
        : ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphoneFile}%noloop`]),
    ],
  })
}

/** For windows that wish for nothing of their own; Playwright's worker closes it at its end. */
let shared: Promise<Browser> | undefined

/** A real Chromium on the studio's page. */
export async function openWindow(options: WindowOptions): Promise<StudioWindow> {
  const { address, viewport = { width: 1280, height: 800 } } = options
  const isAlone =
    options.microphoneFile !== undefined || options.environment !== undefined || options.permission === 'refused'
  const browser = await (isAlone ? launch(options) : (shared ??= launch({})))
  const context = await browser.newContext({
    viewport,
    colorScheme: options.colorScheme ?? 'light',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const wrongs: string[] = []
  page.on('pageerror', (error) => wrongs.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|violates/.test(message.text()) && options.audited !== true) wrongs.push(message.text())
  })
  await options.prepare?.(page)
  await page.goto(address)
  return {
    page,
    context,
    async close() {
      await (isAlone ? browser.close() : context.close())
      expect(wrongs).toEqual([])
    },
  }
}
