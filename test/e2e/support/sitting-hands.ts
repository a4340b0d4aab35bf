import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { studioHands } from './studio-hands.ts'

/** What a speaker does in a sitting, told once. */
export function sittingHands(page: Page) {
  const studio = studioHands(page)
  const { stage } = studio
  const takes = page.getByRole('list', { name: 'Takes', exact: true })
  const check = page.getByRole('region', { name: 'Check of the take' })
  return {
    stage,
    check,
    takes,
    recordedSeconds: (seconds: number) => studio.recordedSeconds(seconds),

    /** Takes of the prompt in view that stand. */
    made: (count: number) =>
      expect(takes.getByRole('listitem').filter({ hasNotText: 'still wanted' })).toHaveCount(count),

    prompt: (said: string) => expect(page.getByRole('heading', { level: 2, name: said, exact: true })).toBeVisible(),

    /** What stands large. */
    said: async () => (await page.getByRole('main').getByRole('heading', { level: 2 }).textContent()) ?? '',

    /** Without a sound check; the microphone opens by itself. */
    async skipCheck() {
      await expect(
        page.getByRole('button', { name: 'Begin' }).or(page.getByRole('button', { name: 'Open microphone' }).first()),
      ).toBeVisible()
      await page.keyboard.press('s')
    },

    /** Space, what is said, Space; resolves when the verdict is there. */
    async record(say: () => Promise<unknown> = () => studio.recordedSeconds(0.4)) {
      await stage('Listening')
      await page.keyboard.press('Space')
      await stage('Recording')
      await say()
      await page.keyboard.press('Space')
      await expect(check).toBeVisible()
    },
  }
}
