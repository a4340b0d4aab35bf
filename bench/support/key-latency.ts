import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { knownSound, wavFile } from '#test/e2e/support/known-sound.ts'
import { studioHands } from '#test/e2e/support/studio-hands.ts'
import { openWindow } from '#test/e2e/support/studio-window.ts'
import { startStudio } from '#test/support/studio-process.ts'

export interface KeyLatency {
  /** From Space going down to the word "Recording" on the screen. */
  keyToRecordingMs: number[]
  /** From Space going down again to the verdict on the screen; 300 ms of it are the post-roll. */
  stopToVerdictMs: number[]
  /** From a key going down to a word drawn by the page itself, two frames later: the least that any screen needs. */
  keyToScreenMs: number[]
}

/** What a speaker waits for, measured within the page: from the key event to the frame after the words changed. */
export async function keyLatency(root: string, runs: number): Promise<KeyLatency> {
  const microphoneFile = join(root, 'keys.wav')
  const sound = { sampleRateHz: 44_100, channelCount: 2, seconds: runs * 6 + 60, headSeconds: 1, seed: 11 }
  await writeFile(microphoneFile, wavFile(knownSound(sound)))
  const studio = await startStudio(join(root, 'keys'))
  try {
    const { page, close } = await openWindow({ address: studio.address, microphoneFile })
    try {
      const hands = studioHands(page)
      await hands.choosePhoneme('i:', /iː/)
      await hands.addSpeaker('Anna', { consent: true })
      await hands.openMicrophone()
      const latency: KeyLatency = { keyToRecordingMs: [], stopToVerdictMs: [], keyToScreenMs: [] }
      for (let run = 0; run < runs; run += 1) {
        latency.keyToScreenMs.push(await bareKey(page))
        latency.keyToRecordingMs.push(await untilShown(page, 'Recording'))
        await hands.recordedSeconds(0.7)
        latency.stopToVerdictMs.push(await untilShown(page, 'Taken'))
      }
      return latency
    } finally {
      await close()
    }
  } finally {
    await studio.stop()
  }
}

/** Presses Space, and gives the milliseconds until the microphone's state reads so. */
function untilShown(page: Page, word: string): Promise<number> {
  return page.evaluate(`(${pressAndWatch})(${JSON.stringify(word)})`)
}

function bareKey(page: Page): Promise<number> {
  return page.evaluate(`(${pressOnly})()`)
}

// What runs in the page is written as text: the types of a page are not those of a program.
const pressAndWatch = /* js */ `(shown) => new Promise((resolve) => {
  const state = document.querySelector('section[aria-label="Microphone"]')
  const pressedAt = performance.now()
  const look = () => {
    if (!state.textContent.includes(shown)) return
    observer.disconnect()
    requestAnimationFrame(() => resolve(performance.now() - pressedAt))
  }
  const observer = new MutationObserver(look)
  observer.observe(state, { subtree: true, childList: true, characterData: true })
  const key = { key: ' ', code: 'Space', bubbles: true, cancelable: true }
  document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  document.body.dispatchEvent(new KeyboardEvent('keyup', key))
  look()
})`

const pressOnly = /* js */ `() => new Promise((resolve) => {
  const line = document.createElement('p')
  document.body.append(line)
  const observer = new MutationObserver(() => {
    observer.disconnect()
    requestAnimationFrame(() => {
      line.remove()
      resolve(performance.now() - pressedAt)
    })
  })
  observer.observe(line, { childList: true })
  window.addEventListener('keydown', () => line.append('seen'), { once: true })
  const pressedAt = performance.now()
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F13', code: 'F13', bubbles: true }))
})`
