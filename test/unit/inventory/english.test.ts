import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { letterRuns } from '#shared/entities/exemplar.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import { readInventory } from '#studio/services/read-inventory.ts'

const file = new URL('../../../resources/inventories/english.json', import.meta.url)
const inventory = readInventory(readFileSync(file, 'utf8'), 'english.json')
const { categories, phonemes, prompts } = inventory

const typeOf = new Map(categories.map(({ id, categoryType }) => [id, categoryType]))
const symbolsOf = (type: string) =>
  phonemes.filter(({ categoryId }) => typeOf.get(categoryId) === type).map(({ ipaSymbol }) => ipaSymbol)
const bySymbol = (symbol: string) => phonemes.find(({ ipaSymbol }) => ipaSymbol === symbol) as Phoneme

test('English has 44 phonemes: 24 consonants, 12 monophthongs, 8 diphthongs', () => {
  expect(phonemes).toHaveLength(44)
  expect(new Set(symbolsOf('consonant'))).toEqual(
    new Set('p b t d k ɡ tʃ dʒ f v θ ð s z ʃ ʒ h m n ŋ l r j w'.split(' ')),
  )
  expect(symbolsOf('consonant')).toHaveLength(24)
  expect(new Set(symbolsOf('vowel'))).toEqual(
    new Set(['iː', 'ɪ', 'ɛ', 'æ', 'ɑː', 'ɒ', 'ɔː', 'ʊ', 'uː', 'ʌ', 'ɜː', 'ə']),
  )
  expect(symbolsOf('vowel')).toHaveLength(12)
  expect(new Set(symbolsOf('diphthong'))).toEqual(new Set(['eɪ', 'aɪ', 'ɔɪ', 'aʊ', 'oʊ', 'ɪə', 'eə', 'ʊə']))
  expect(symbolsOf('diphthong')).toHaveLength(8)
})

test('the ids are the same in every studio', () => {
  expect(inventory.id).toBe('019b8d62-7a80-764c-a75c-641478152583')
  expect(bySymbol('iː').id).toBe('019b8d62-7a8b-77eb-93a4-7d82b959cfc8')
  expect(bySymbol('w').id).toBe('019b8d62-7ab6-712f-b786-015ab9496519')
  expect(prompts[0]?.id).toBe('019b8d62-7ab7-765c-986c-fbba81cebbf7')
})

test('categories and phonemes stand in one order, each category in one piece', () => {
  expect(categories.map(({ position }) => position)).toEqual(categories.map((_, at) => at))
  expect(phonemes.map(({ position }) => position)).toEqual(phonemes.map((_, at) => at))
  const runs = phonemes.map(({ categoryId }) => categoryId).filter((id, at, all) => id !== all[at - 1])
  expect(runs).toEqual(categories.map(({ id }) => id))
})

test('every category has its Vietnamese name', () => {
  expect(categories.filter(({ nameVi }) => !/^(Nguyên âm|Phụ âm) /u.test(nameVi))).toEqual([])
})

test.each(phonemes)(
  '/$ipaSymbol/ is told to a Vietnamese learner in Vietnamese, in at most 200 characters',
  (phoneme) => {
    const { vietnameseApprox } = phoneme
    expect(vietnameseApprox.length).toBeGreaterThan(60)
    expect(vietnameseApprox.length).toBeLessThanOrEqual(200)
    expect(vietnameseApprox).toMatch(/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/u)
  },
)

test.each(phonemes)(
  '/$ipaSymbol/ has exemplars with its letters marked, and a voice is given one of them',
  (phoneme) => {
    const { exemplars, spokenText } = phoneme
    expect(exemplars.length).toBeGreaterThanOrEqual(3)
    expect(new Set(exemplars.map(({ word }) => word)).size).toBe(exemplars.length)
    for (const { word, marked } of exemplars) {
      const runs = letterRuns(marked)
      expect(runs.map(({ text }) => text).join('')).toBe(word)
      // Two runs only where a silent e spells the vowel with another letter: c[a]k[e].
      const letters = runs.filter((run) => run.marked).map(({ text }) => text)
      expect(letters.join('…')).toMatch(/^[a-z]+(…e)?$/)
    }
    expect(spokenText).toMatch(/^[a-z]+$/)
  },
)

test('no two phonemes give a voice the same word', () => {
  expect(new Set(phonemes.map(({ spokenText }) => spokenText)).size).toBe(44)
})

test('an exemplar stands in each place of a word where English has the phoneme', () => {
  const places = (symbol: string) => [...new Set(bySymbol(symbol).exemplars.map(({ position }) => position))]
  const notInitial = new Set(['ʊ', 'uː', 'ʊə', 'ʒ', 'ŋ'])
  const notFinal = new Set(['ɪ', 'ɛ', 'æ', 'ʌ', 'ɒ', 'ʊ', 'h', 'r', 'j', 'w'])
  const expected = (symbol: string) => [
    ...(notInitial.has(symbol) ? [] : ['initial']),
    'medial',
    ...(notFinal.has(symbol) ? [] : ['final']),
  ]
  const symbols = phonemes.map(({ ipaSymbol }) => ipaSymbol)
  expect(symbols.map((symbol) => [symbol, places(symbol)])).toEqual(symbols.map((symbol) => [symbol, expected(symbol)]))
})

test('General American lacks /ɒ ɪə eə ʊə/ and nothing else', () => {
  const lacking = phonemes.filter(({ accents }) => !accents.includes('en-US')).map(({ ipaSymbol }) => ipaSymbol)
  expect(lacking).toEqual(['ɒ', 'ɪə', 'eə', 'ʊə'])
  expect(phonemes.filter(({ accents }) => !accents.includes('en-GB') || !accents.includes('en-AU'))).toEqual([])
})

test('eSpeak is asked in an accent that has the phoneme, and in British for the vowels that only its British voice gets right', () => {
  for (const { espeak, accents } of phonemes) {
    for (const { voice, language } of espeak) {
      expect(voice).toBe(language === 'en-US' ? 'en-us' : 'en-gb-x-rp')
      expect(accents).toContain(language)
    }
    expect(new Set(espeak.map(({ spokenIpa }) => spokenIpa)).size).toBe(1)
  }
  const british = phonemes.filter(({ espeak }) => espeak[0]?.voice === 'en-gb-x-rp').map(({ ipaSymbol }) => ipaSymbol)
  expect(british).toEqual(['ɜː', 'ɒ', 'ɔː', 'uː', 'ɪə', 'eə', 'ʊə'])
})

test('what eSpeak reports begins with the phoneme itself', () => {
  const asEspeakWritesIt: Record<string, string> = { r: 'ɹ', ɪə: 'iə', eə: 'ɛə' }
  const others = phonemes.filter(({ ipaSymbol, espeak }) => {
    const spoken = espeak[0]?.spokenIpa.replaceAll('ˈ', '')
    return spoken?.startsWith(asEspeakWritesIt[ipaSymbol] ?? ipaSymbol) !== true
  })
  expect(others).toEqual([])
})

test('every phoneme has a minimal pair, and each partner lists it back', () => {
  expect(phonemes.filter(({ minimalPairs }) => minimalPairs.length === 0)).toEqual([])
  for (const phoneme of phonemes) {
    for (const { partnerId, word, partnerWord } of phoneme.minimalPairs) {
      const partner = phonemes.find(({ id }) => id === partnerId)
      expect(partner?.minimalPairs).toContainEqual({ partnerId: phoneme.id, word: partnerWord, partnerWord: word })
    }
  }
})

test('a speaker is asked for each phoneme alone, in syllables and in words, three times each', () => {
  expect(prompts).toHaveLength(44 * 9)
  for (const { id, ipaSymbol, exemplars } of phonemes) {
    const texts = (context: string) =>
      prompts.filter((prompt) => prompt.phonemeId === id && prompt.context === context).map(({ text }) => text)
    expect(texts('isolated')).toEqual(exemplars.slice(0, 3).map(({ word }) => `/${ipaSymbol}/ as in ${word}`))
    expect(texts('word')).toEqual(exemplars.slice(0, 3).map(({ word }) => word))
    expect(texts('syllable')).toHaveLength(3)
    for (const text of texts('syllable'))
      expect(text).toMatch(new RegExp(`^/[^/ ]*${ipaSymbol}[^/ ]*/ as in [A-Za-z]+$`))
    const own = prompts.filter(({ phonemeId }) => phonemeId === id).map(({ text }) => text)
    expect(new Set(own).size).toBe(9)
  }
})
