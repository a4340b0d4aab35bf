import type { Page } from '@playwright/test'

interface Box {
  tagName: string
  textContent: string | null
  title: string
  scrollWidth: number
  clientWidth: number
  childNodes: Iterable<{ nodeType: number; textContent: string | null }>
  closest: (selector: string) => Box | null
  getBoundingClientRect: () => { left: number; right: number; width: number; height: number }
}
declare function getComputedStyle(element: unknown): { overflowX: string; display: string }
declare const innerWidth: number
declare const document: {
  createRange: () => { selectNodeContents: (node: unknown) => void } & Pick<Box, 'getBoundingClientRect'>
}

/**
 * Words that a person can't read in full: cut off by their own box, or outside the window. A box whose `title` says all
 * of it may be cut; what scrolls on purpose (a table, the rail) may be wider than it shows.
 */
export function cutOffText(page: Page): Promise<string[]> {
  return page.locator('body *').evaluateAll((all: unknown[]) =>
    (all as Box[]).flatMap((element) => {
      const texts = [...element.childNodes].filter(
        ({ nodeType, textContent }) => nodeType === 3 && (textContent ?? '').trim() !== '',
      )
      const words = texts.map(({ textContent }) => (textContent ?? '').trim()).join(' ')
      const [firstText] = texts
      // Of the words themselves: what decorates a box may lie outside.
      const range = document.createRange()
      if (firstText) range.selectNodeContents(firstText)
      const box = range.getBoundingClientRect()
      if (
        words === '' ||
        box.width === 0 ||
        box.height === 0 ||
        element.closest('.visually-hidden, [title]:not([title=""])')
      )
        return []
      const cut = getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1
      const scrolls = element.closest('table, [aria-label="Rooms"]') !== null
      const outside = !scrolls && (box.right > innerWidth + 1 || box.left < -1)
      return cut || outside ? [`${element.tagName.toLowerCase()} “${words}” ${cut ? 'is cut' : 'is outside'}`] : []
    }),
  )
}

/** How many pixels the page and the work area are wider than what they show. */
export async function sidewaysOverflow(page: Page): Promise<number> {
  const widths = await page
    .locator('html, #work')
    .evaluateAll((all: unknown[]) => (all as Box[]).map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
  return Math.max(...widths)
}
