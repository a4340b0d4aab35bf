import type { Phoneme } from './phoneme.ts'

type Named = Pick<Phoneme, 'id' | 'ipaSymbol' | 'aliases'>
type Described = Named & Pick<Phoneme, 'vietnameseApprox' | 'exemplars'>

/** What keyboards and fonts put in place of the alphabet's own characters. */
const lookAlikes: Record<string, string> = {
  ':': 'ː',
  '\uA789': 'ː',
  '\uFF1A': 'ː',
  g: 'ɡ',
  ǝ: 'ə',
  ε: 'ɛ',
  ϵ: 'ɛ',
  α: 'ɑ',
  ı: 'ɪ',
  ι: 'ɪ',
  υ: 'ʊ',
  ϑ: 'θ',
  '∫': 'ʃ',
  '∧': 'ʌ',
  ʧ: 'tʃ',
  ʤ: 'dʒ',
}
const lookAlike = new RegExp(`[${Object.keys(lookAlikes).join('')}]`, 'gu')
const tieBars = /[\u0361\u035C]/gu
/** Around a symbol: the brackets and slashes of transcription, quotation marks, stress marks and spaces. */
const wrapping = /^[\s/\\[\](){}⟨⟩<>"“”'‘’`ˈˌ]+|[\s/\\[\](){}⟨⟩<>"“”'‘’`]+$/gu

/**
 * One spelling for a symbol however it was typed: NFC, without slashes or brackets, `:` as `ː`, `g` as `ɡ`,
 * tie bars and ligatures undone. Capitals stay: `I` is another alias than `i`.
 */
export function normaliseSymbol(text: string): string {
  return text
    .normalize('NFC')
    .replace(lookAlike, (character) => lookAlikes[character] ?? character)
    .replace(tieBars, '')
    .replace(wrapping, '')
}

/**
 * The phoneme meant by an id, a symbol or an alias (`iː`, `i:`, `/iː/`, `r`, `ɹ`), or undefined.
 * A symbol wins over another phoneme's alias, and a symbol typed exactly over one that only looks like it.
 * A capital that names nothing itself is taken for its small letter.
 */
export function findPhoneme<P extends Named>(phonemes: readonly P[], query: string): P | undefined {
  const exact = query.trim().normalize('NFC')
  const symbol = normaliseSymbol(query)
  if (exact === '') return undefined
  const small = exact.toLowerCase()
  return (
    phonemes.find(({ id }) => id === exact) ??
    phonemes.find(({ ipaSymbol }) => ipaSymbol.normalize('NFC') === exact) ??
    phonemes.find(({ ipaSymbol }) => symbol !== '' && normaliseSymbol(ipaSymbol) === symbol) ??
    phonemes.find(({ aliases }) => symbol !== '' && aliases.some((alias) => normaliseSymbol(alias) === symbol)) ??
    (small === exact ? undefined : findPhoneme(phonemes, small))
  )
}

function lowered(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}

/** Vietnamese as it is typed without its marks: `đẹp` → `dep`. */
function unmarked(text: string): string {
  return lowered(text).replaceAll('đ', 'd').normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC')
}

const inWord = /[\p{L}\p{M}\p{N}]/u

/** Whether some word in `text` begins as `start` does; a single letter must be the word. */
function hasWordFrom(text: string, start: string): boolean {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    const begins = !inWord.test(text[at - 1] ?? ' ')
    const ends = !inWord.test(text[at + start.length] ?? ' ')
    if (begins && (ends || start.length > 1)) return true
  }
  return false
}

/** 0 is the best match; undefined is none. */
function rankOf(phoneme: Described, query: string, found: Described | undefined): number | undefined {
  const symbol = normaliseSymbol(query)
  const text = lowered(query)
  const plain = unmarked(query)
  const words = phoneme.exemplars.map(({ word }) => lowered(word))
  const approx = lowered(phoneme.vietnameseApprox)
  // A single letter is inside nearly every sentence and says nothing there.
  const worthSeekingInside = plain.length > 1
  const matches = [
    phoneme === found,
    symbol !== '' && normaliseSymbol(phoneme.ipaSymbol).startsWith(symbol),
    words.includes(text),
    symbol !== '' && phoneme.aliases.some((alias) => normaliseSymbol(alias).startsWith(symbol)),
    words.some((word) => word.startsWith(text)),
    symbol !== '' && normaliseSymbol(phoneme.ipaSymbol).includes(symbol),
    hasWordFrom(approx, text),
    // Whoever typed the marks meant them.
    text === plain && hasWordFrom(unmarked(approx), plain),
    worthSeekingInside && words.some((word) => word.includes(text)),
    worthSeekingInside && approx.includes(text),
    worthSeekingInside && text === plain && unmarked(approx).includes(plain),
  ]
  const rank = matches.indexOf(true)
  return rank < 0 ? undefined : rank
}

/**
 * Text search over symbols, aliases, exemplar words and the Vietnamese approximation (with its marks or without).
 * Best matches first, equals in the order given; an empty query gives all.
 */
export function searchPhonemes<P extends Described>(phonemes: readonly P[], query: string): P[] {
  if (query.trim() === '') return [...phonemes]
  const found = findPhoneme(phonemes, query)
  return phonemes
    .map((phoneme) => ({ phoneme, rank: rankOf(phoneme, query, found) }))
    .filter((entry): entry is { phoneme: P; rank: number } => entry.rank !== undefined)
    .sort((a, b) => a.rank - b.rank)
    .map(({ phoneme }) => phoneme)
}
