import { describe, expect, it } from 'vitest'
import { soundClassOf } from '#shared/acoustics/checks/sound-class.ts'

describe('the class of sound that a prompt asks for', () => {
  it.each([
    ['t', 'stop'],
    ['pʰ', 'stop'],
    ['ɡ', 'stop'],
    ['tʃ', 'affricate'],
    ['t͡ʃ', 'affricate'],
    ['θ', 'fricative'],
    ['ç', 'fricative'],
    ['ŋ', 'nasal'],
    ['n̩', 'nasal'],
    ['ɹ', 'approximant'],
    ['!', 'syllable'],
  ] as const)('is, for the lone consonant /%s/, %s', (ipaSymbol, soundClass) => {
    expect(soundClassOf({ ipaSymbol, categoryType: 'consonant', context: 'isolated' })).toBe(soundClass)
  })

  it('is that of its category for a vowel, and that of its context for more than the sound alone', () => {
    expect(soundClassOf({ ipaSymbol: 'iː', categoryType: 'vowel', context: 'isolated' })).toBe('vowel')
    expect(soundClassOf({ ipaSymbol: 'aɪ', categoryType: 'diphthong', context: 'isolated' })).toBe('diphthong')
    expect(soundClassOf({ ipaSymbol: 't', categoryType: 'consonant', context: 'word' })).toBe('word')
    expect(soundClassOf({ ipaSymbol: 't', categoryType: 'consonant', context: 'syllable' })).toBe('syllable')
  })
})
