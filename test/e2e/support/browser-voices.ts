import type { Page } from '@playwright/test'

declare const window: Record<string, unknown>

/** The voices of a browser lie outside the machine's own parts: these stand in for them, and note what they are given to say. */
export async function giveBrowserVoices(page: Page, languages: readonly string[]): Promise<void> {
  await page.addInitScript((tags) => {
    const voices = tags.map((lang) => {
      return { lang, name: `A voice for ${lang}`, voiceURI: lang, localService: true, default: false }
    })
    const said: string[] = []
    class Utterance extends EventTarget {
      readonly text: string
      voice: { lang: string } | null = null
      lang = ''
      constructor(text: string) {
        super()
        this.text = text
      }
    }
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      cancel: () => undefined,
      speak(utterance: Utterance) {
        said.push(`${utterance.voice?.lang ?? ''}: ${utterance.text}`)
        utterance.dispatchEvent(new Event('start'))
        utterance.dispatchEvent(new Event('end'))
      },
    })
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis })
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance })
    Object.defineProperty(window, 'said', { value: said })
  }, languages)
}

/** `en-US: sheep`, one after another. */
export function saidByBrowser(page: Page): Promise<string[]> {
  return page.evaluate(() => window['said'] as string[])
}
