import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { browserSynthesis, englishVoice } from './browser-voice.ts'

export type Speaking = 'silent' | 'speaking' | 'failed'

/** The browser's own English voice, which speaks on the last rung; null where it has none. */
export function useBrowserVoice(accents: readonly string[]) {
  const synthesis = browserSynthesis()
  const subscribe = useCallback(
    (onChange: () => void) => {
      const controller = new AbortController()
      // Chromium loads its voices after the page: the first answer is empty.
      synthesis?.addEventListener('voiceschanged', onChange, { signal: controller.signal })
      return () => controller.abort()
    },
    [synthesis],
  )
  const found = () => englishVoice(synthesis?.getVoices() ?? [], accents)
  // By name: not every browser hands out the same objects twice.
  const voiceUri = useSyncExternalStore(subscribe, () => found()?.voiceURI ?? null)
  const voice = voiceUri === null ? null : found()
  const [speaking, setSpeaking] = useState<Speaking>('silent')
  useEffect(() => () => synthesis?.cancel(), [synthesis])

  return {
    voice,
    speaking,
    speak: (text: string) => {
      if (!synthesis || !voice) return
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.voice = voice
      utterance.lang = voice.lang
      utterance.addEventListener('start', () => setSpeaking('speaking'))
      utterance.addEventListener('end', () => setSpeaking('silent'))
      utterance.addEventListener('error', ({ error }) =>
        setSpeaking(error === 'canceled' || error === 'interrupted' ? 'silent' : 'failed'),
      )
      // What is still being said gives way: a queue of words would speak on long after the key.
      synthesis.cancel()
      synthesis.speak(utterance)
    },
    stop: () => synthesis?.cancel(),
  }
}
