import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from '@playwright/test'

export interface MemoryUse {
  /** The page's live objects, after a collection. */
  windowHeapMb: number
  /** Of all processes of the browser that render pages. */
  windowResidentMb: number
  studioResidentMb: number
}

const bytesOfMb = 1_048_576

/** What a window and its studio hold in memory now; on Linux, where processes tell it. */
export async function measureMemory(page: Page, context: BrowserContext, studioPid: number): Promise<MemoryUse> {
  const session = await context.newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  const browser = await context.browser()?.newBrowserCDPSession()
  if (browser === undefined) throw new Error('the window has no browser')
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
  await browser.detach()
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  const resident = await Promise.all(renderers.map(({ id }) => residentMb(id)))
  return {
    windowHeapMb: round(usedSize / bytesOfMb),
    windowResidentMb: round(resident.reduce((sum, mb) => sum + mb, 0)),
    studioResidentMb: await residentMb(studioPid),
  }
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024)
}

function round(mb: number): number {
  return Math.round(mb * 10) / 10
}
