import { describe, expect, it } from 'vitest'
import { getAudio, getAudioWithFallback, getPhonemeAudio } from '#shared/entities/audio-faces.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { getUrl } from '#shared/entities/audio-source.ts'
import { resolve, unknownPhoneme } from '#shared/entities/resolve.ts'
import { aPhonemeId, aSource, times } from '#test/builders.ts'

const { now, earlier } = times
const native = aSource({ sourceType: 'native', voiceId: 'anna-1' })
const aria = aSource({ sourceType: 'tts', voiceId: 'en-US-AriaNeural', cachedUntil: null })
const stale = aSource({ sourceType: 'tts', voiceId: 'en-US-GuyNeural', cachedUntil: earlier })

function ruled(sources: AudioSource[], preferred: AudioSource | null = null, vietnameseApprox = 'như i kéo dài') {
  const phoneme = { id: aPhonemeId, ipaSymbol: 'iː', vietnameseApprox, spokenText: 'sheep' }
  const candidates = sources.map((source) => ({ source, fault: null }))
  return resolve({ ...phoneme, preferredAudioSourceId: preferred?.id ?? null }, candidates, now)
}

describe('getAudio', () => {
  it('gives null, then the native, then the preferred of two natives', () => {
    const second = aSource({ sourceType: 'native', voiceId: 'ben-2' })
    expect(getAudio(ruled([]))).toBeNull()
    expect(getAudio(ruled([native]))).toBe(native)
    expect(getAudio(ruled([native, second]))).toBe(second)
    expect(getAudio(ruled([native, second], native))).toBe(native)
  })

  it('gives null rather than a stale clip, and nothing for an unknown phoneme', () => {
    expect(getAudio(ruled([stale]))).toBeNull()
    expect(getAudio(unknownPhoneme)).toBeNull()
  })
})

describe('getPhonemeAudio', () => {
  it('gives the native, and with none a TTS without expiry', () => {
    expect(getPhonemeAudio(ruled([native, aria, stale]))).toEqual({
      source_type: 'native',
      audio_url: getUrl(native),
      status: 'success',
    })
    expect(getPhonemeAudio(ruled([aria, stale]))).toEqual({
      source_type: 'tts',
      audio_url: getUrl(aria),
      status: 'success',
    })
  })

  it('gives a stale clip as the fallback that it is', () => {
    expect(getPhonemeAudio(ruled([stale]))).toEqual({
      source_type: 'tts',
      audio_url: getUrl(stale),
      status: 'fallback',
    })
  })

  it('gives null, null and failed for nothing, and for an unknown phoneme', () => {
    const nothing = { source_type: null, audio_url: null, status: 'failed' }
    expect(getPhonemeAudio(ruled([]))).toEqual(nothing)
    expect(getPhonemeAudio(unknownPhoneme)).toEqual(nothing)
  })
})

describe('getAudioWithFallback', () => {
  it('gives the same without a text beside an address', () => {
    const faced = [[native, aria], [aria], [stale]].map((sources) => ruled(sources))
    expect(faced.map(getAudioWithFallback)).toEqual(
      faced.map((resolution) => ({ ...getPhonemeAudio(resolution), fallback_text: null })),
    )
  })

  it('gives web_speech and a text to read where there is no file', () => {
    const speech = { source_type: 'web_speech', audio_url: null, status: 'fallback' }
    expect(getAudioWithFallback(ruled([]))).toEqual({ ...speech, fallback_text: 'như i kéo dài' })
    expect(getAudioWithFallback(ruled([], null, ' '))).toEqual({ ...speech, fallback_text: 'iː' })
  })

  it('gives nothing but failed for an unknown phoneme', () => {
    const nothing = { source_type: null, audio_url: null, status: 'failed', fallback_text: null }
    expect(getAudioWithFallback(unknownPhoneme)).toEqual(nothing)
  })
})
