import type { Lips } from './lips.ts'
import type { ConsonantTongue } from './tongue.ts'

/** Height 0 (low) … 1 (high), backness 0 (front) … 1 (back). */
export interface VowelPlace {
  height: number
  backness: number
  lips: Lips
}

export type Manner = 'plosive' | 'affricate' | 'fricative' | 'nasal' | 'approximant' | 'lateral'
export type Place =
  | 'bilabial'
  | 'labiodental'
  | 'dental'
  | 'alveolar'
  | 'postalveolar'
  | 'palatal'
  | 'velar'
  | 'labial-velar'
  | 'glottal'

export type Sound =
  | { kind: 'vowel'; place: VowelPlace }
  | { kind: 'diphthong'; from: VowelPlace; to: VowelPlace }
  | {
      kind: 'consonant'
      manner: Manner
      place: Place
      voiced: boolean
      tongue: ConsonantTongue
      lips: Lips
      jawDrop: number
    }

const vowel = (height: number, backness: number, lips: Lips): VowelPlace => ({ height, backness, lips })

// After the vowel charts of general phonetics; General American and Southern British where they agree.
const i = vowel(1, 0, 'spread')
const smallI = vowel(0.8, 0.15, 'neutral')
const e = vowel(0.52, 0.03, 'neutral')
const epsilon = vowel(0.45, 0.05, 'neutral')
const ash = vowel(0.12, 0.02, 'neutral')
const schwa = vowel(0.5, 0.5, 'neutral')
const openA = vowel(0.05, 0.35, 'neutral')
const openO = vowel(0.42, 1, 'rounded')
const o = vowel(0.42, 0.75, 'rounded')
const smallU = vowel(0.8, 0.82, 'rounded')

const monophthongs: Record<string, VowelPlace> = {
  iː: i,
  ɪ: smallI,
  ɛ: epsilon,
  æ: ash,
  ʌ: vowel(0.25, 0.6, 'neutral'),
  ɜː: vowel(0.5, 0.45, 'neutral'),
  ə: schwa,
  ɑː: vowel(0, 1, 'neutral'),
  ɒ: vowel(0.1, 1, 'rounded'),
  ɔː: openO,
  ʊ: smallU,
  uː: vowel(1, 0.95, 'rounded'),
}

const diphthongs: Record<string, [VowelPlace, VowelPlace]> = {
  eɪ: [e, smallI],
  aɪ: [openA, smallI],
  ɔɪ: [openO, smallI],
  aʊ: [openA, smallU],
  oʊ: [o, smallU],
  ɪə: [smallI, schwa],
  eə: [epsilon, schwa],
  ʊə: [smallU, schwa],
}

type Row = [Manner, Place, ConsonantTongue, Lips, jawDrop: number]
/** Voiceless and voiced; null: English has no such phoneme. */
const consonants: [string | null, string | null, ...Row][] = [
  ['p', 'b', 'plosive', 'bilabial', 'resting', 'closed', 2],
  ['t', 'd', 'plosive', 'alveolar', 'alveolarClosure', 'neutral', 4],
  ['k', 'ɡ', 'plosive', 'velar', 'velarClosure', 'neutral', 5],
  ['tʃ', 'dʒ', 'affricate', 'postalveolar', 'postalveolarClosure', 'flared', 2],
  ['f', 'v', 'fricative', 'labiodental', 'resting', 'on-teeth', 3],
  ['θ', 'ð', 'fricative', 'dental', 'dental', 'neutral', 6],
  ['s', 'z', 'fricative', 'alveolar', 'alveolarGroove', 'spread', 1],
  ['ʃ', 'ʒ', 'fricative', 'postalveolar', 'postalveolarGroove', 'flared', 2],
  ['h', null, 'fricative', 'glottal', 'resting', 'neutral', 6],
  [null, 'm', 'nasal', 'bilabial', 'resting', 'closed', 2],
  [null, 'n', 'nasal', 'alveolar', 'alveolarClosure', 'neutral', 4],
  [null, 'ŋ', 'nasal', 'velar', 'velarNasal', 'neutral', 5],
  [null, 'l', 'lateral', 'alveolar', 'lateral', 'neutral', 5],
  [null, 'r', 'approximant', 'postalveolar', 'retroflexed', 'flared', 5],
  [null, 'j', 'approximant', 'palatal', 'palatal', 'spread', 3],
  [null, 'w', 'approximant', 'labial-velar', 'labialVelar', 'rounded', 3],
]

function consonantSounds(): [string, Sound][] {
  return consonants.flatMap(([voiceless, voiced, manner, place, tongue, lips, jawDrop]) =>
    [voiceless, voiced].flatMap((symbol, index): [string, Sound][] =>
      symbol === null
        ? []
        : [[symbol, { kind: 'consonant', manner, place, voiced: index === 1, tongue, lips, jawDrop }]],
    ),
  )
}

/** How the mouth is set for each phoneme of English, by its symbol in the inventory. */
export const sounds: ReadonlyMap<string, Sound> = new Map<string, Sound>([
  ...Object.entries(monophthongs).map(([symbol, place]): [string, Sound] => [symbol, { kind: 'vowel', place }]),
  ...Object.entries(diphthongs).map(([symbol, [from, to]]): [string, Sound] => [
    symbol,
    { kind: 'diphthong', from, to },
  ]),
  ...consonantSounds(),
])
