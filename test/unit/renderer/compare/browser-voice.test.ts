import { describe, expect, it } from 'vitest'
import { englishVoice } from '#renderer/compare/browser-voice.ts'

const voice = (lang: string, part: Partial<SpeechSynthesisVoice> = {}): SpeechSynthesisVoice => ({
  lang,
  name: lang,
  voiceURI: lang,
  localService: true,
  default: false,
  ...part,
})
const chosen = (...voices: SpeechSynthesisVoice[]) => englishVoice(voices, ['en-GB', 'en-AU'])?.name

describe('the browser’s own voice', () => {
  it('is an English one, or none', () => {
    expect(chosen(voice('vi-VN', { default: true }), voice('en-US'))).toBe('en-US')
    expect(chosen(voice('vi-VN'), voice('enm'))).toBeUndefined()
    expect(chosen()).toBeUndefined()
  })

  it('has an accent with the phoneme, before it is local or the default', () => {
    expect(chosen(voice('en-US', { default: true }), voice('en_GB', { localService: false }))).toBe('en_GB')
  })

  it('is one that needs no network, else the browser’s default', () => {
    expect(chosen(voice('en-GB', { localService: false, default: true }), voice('en-AU'))).toBe('en-AU')
    expect(chosen(voice('en-GB'), voice('en-AU', { default: true }))).toBe('en-AU')
  })
})
