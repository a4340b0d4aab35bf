import type { VoicesDraft } from './voices-draft.ts'

const key = 'phoneme-studio.voices-draft'

/** What was typed and not saved yet: leaving the page and coming back loses none of it while the window is open. */
export function createRememberedVoices(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
  return {
    // A field that nobody knows any more is never asked for.
    read: (): VoicesDraft => Object.fromEntries(new URLSearchParams(storage.getItem(key) ?? '')),
    write(draft: VoicesDraft): void {
      if (Object.keys(draft).length === 0) storage.removeItem(key)
      else storage.setItem(key, new URLSearchParams(draft).toString())
    },
  }
}
