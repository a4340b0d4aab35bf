import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** What a person does before the first prompt of a sitting, told once. */
export function prepareHands(page: Page) {
  const step = (name: string) => page.getByRole('region', { name, exact: true })
  const steps = page.getByRole('navigation', { name: 'Steps before the first prompt' })
  return {
    steps,
    speakerStep: step('Who speaks'),
    soundStep: step('Sound check'),
    scriptStep: step('What to record'),

    async startSitting() {
      await page.getByRole('button', { name: 'Start a sitting' }).click()
      await expect(steps).toBeVisible()
    },

    async chooseSpeaker(name: string) {
      await page.getByRole('radio', { name: new RegExp(name) }).check()
    },

    async toSoundCheck() {
      await page.keyboard.press('Enter')
      await expect(step('Sound check')).toBeVisible()
    },

    async openMicrophone() {
      await page.keyboard.press('m')
      await expect(page.getByRole('button', { name: 'Begin' })).toBeVisible()
    },

    /** Space, two silent seconds, and the sentence; resolves when the figures are there. */
    async check(say: () => Promise<unknown>) {
      await page.keyboard.press('Space')
      await expect(page.getByText('Two seconds of silence, please').first()).toBeVisible()
      await page.getByText(/Now read this aloud$/).waitFor()
      await say()
      await expect(page.getByText('checked at')).toBeVisible()
    },

    /** The row of one figure: its value, and its tone in a word. */
    figure: (name: string) =>
      step('Sound check')
        .getByRole('definition')
        .filter({ has: page.locator(`xpath=../dt[text()="${name}"]`) }),

    async skipCheck() {
      await page.keyboard.press('s')
      await expect(step('What to record')).toBeVisible()
    },

    /** All the way to the script, without a microphone. */
    async toScript(speakerName: string) {
      await this.startSitting()
      await this.chooseSpeaker(speakerName)
      await this.toSoundCheck()
      await this.skipCheck()
    },
  }
}

/** The figure in a text such as `−20.1 dBFS good`. */
export function figureOf(text: string | null): number {
  return Number.parseFloat((text ?? '').replace('−', '-'))
}
