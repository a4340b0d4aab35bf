import { z } from 'zod'
import { normaliseSymbol } from '../entities/find-phoneme.ts'
import type { MinimalPair } from '../entities/phoneme.ts'
import { Id, Language, PromptContext } from './schemas.ts'
import { svgFault } from './svg-fault.ts'

/** Text of `least` to `most` characters in Unicode's composed form, without spaces at its ends. */
function text(most: number, least = 1) {
  return z
    .string()
    .min(least)
    .max(most)
    .refine((value) => value === value.normalize('NFC'), 'is not in Unicode NFC form')
    .refine((value) => value === value.trim(), 'begins or ends with a space')
}

const bracketed = /^(?:[^[\]]|\[[^[\]]+\])*\[[^[\]]+\](?:[^[\]]|\[[^[\]]+\])*$/u

const ExemplarEntry = z
  .strictObject({ word: text(40), marked: text(80), position: z.enum(['initial', 'medial', 'final']) })
  .superRefine(({ word, marked }, context) => {
    const tell = (message: string) => context.addIssue({ code: 'custom', path: ['marked'], message })
    if (!bracketed.test(marked)) tell('marks no letters: put those that spell the phoneme in brackets, as in sh[ee]p')
    else if (marked.replaceAll(/[[\]]/gu, '') !== word) tell(`without its brackets is not the word "${word}"`)
  })

const EspeakEntry = z.strictObject({
  voice: text(50),
  language: Language,
  mnemonic: text(40).refine((value) => !/[[\]\s]/u.test(value), 'is written without [[ ]] and without spaces'),
  spokenIpa: text(40),
})

const mostSvgBytes = 6144

/** What is wrong with a drawing, or undefined. */
export function mouthPictureFault(svg: string): string | undefined {
  const bytes = new TextEncoder().encode(svg).length
  return bytes > mostSvgBytes ? `has ${bytes} bytes, and may have ${mostSvgBytes}` : svgFault(svg)
}

const MouthPictureEntry = z.strictObject({
  svg: z.string().superRefine((svg, context) => {
    const fault = mouthPictureFault(svg)
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault })
  }),
  alt: text(300),
})

const PhonemeEntry = z.strictObject({
  id: Id,
  categoryId: Id,
  ipaSymbol: text(20).refine(
    (value) => value === normaliseSymbol(value),
    "is not written in the alphabet's own characters, or has slashes around it",
  ),
  aliases: z.array(text(20)),
  vietnameseApprox: text(200, 0),
  exemplars: z.array(ExemplarEntry).min(3),
  spokenText: text(40),
  accents: z.array(Language).min(1),
  espeak: z.array(EspeakEntry),
  minimalPairs: z.array(z.strictObject({ partnerId: Id, word: text(40), partnerWord: text(40) })),
  mouthPicture: MouthPictureEntry.nullable().default(null),
  prompts: z.array(z.strictObject({ id: Id, context: PromptContext, text: text(200) })),
})

const CategoryEntry = z.strictObject({
  id: Id,
  name: text(100),
  nameVi: text(100),
  categoryType: z.enum(['vowel', 'diphthong', 'consonant']),
})

const InventoryFields = z.strictObject({
  id: Id,
  name: text(100),
  version: z.int().min(1),
  language: Language,
  categories: z.array(CategoryEntry).min(1),
  phonemes: z.array(PhonemeEntry).min(1),
})

type Fields = z.infer<typeof InventoryFields>
type Tell = (path: (string | number)[], message: string) => void

function tellRepeatedIds(file: Fields, tell: Tell) {
  const seen = new Set([file.id])
  const look = (id: string, ...path: (string | number)[]) => {
    if (seen.has(id)) tell([...path, 'id'], 'is an id that something else in this file has already')
    seen.add(id)
  }
  for (const [at, { id }] of file.categories.entries()) look(id, 'categories', at)
  for (const [at, { id, prompts }] of file.phonemes.entries()) {
    look(id, 'phonemes', at)
    for (const [promptAt, prompt] of prompts.entries()) look(prompt.id, 'phonemes', at, 'prompts', promptAt)
  }
}

/** Every way of asking for a phoneme leads to one phoneme only. */
function tellAmbiguousNames({ phonemes }: Fields, tell: Tell) {
  const owners = new Map<string, number>()
  for (const [at, { ipaSymbol }] of phonemes.entries()) {
    const owner = owners.get(ipaSymbol)
    if (owner !== undefined) tell(['phonemes', at, 'ipaSymbol'], `is the symbol of phonemes[${owner}] too`)
    else owners.set(ipaSymbol, at)
  }
  for (const [at, { aliases }] of phonemes.entries()) {
    for (const [aliasAt, alias] of aliases.entries()) {
      const name = normaliseSymbol(alias)
      const owner = owners.get(name)
      if (owner === undefined) owners.set(name, at)
      else if (owner !== at) tell(['phonemes', at, 'aliases', aliasAt], `already names /${phonemes[owner]?.ipaSymbol}/`)
    }
  }
}

function tellWrongReferences({ categories, phonemes }: Fields, tell: Tell) {
  const categoryIds = new Set(categories.map(({ id }) => id))
  for (const [at, phoneme] of phonemes.entries()) {
    const here = ['phonemes', at]
    if (!categoryIds.has(phoneme.categoryId)) tell([...here, 'categoryId'], "is no category's id")
    if (!phoneme.exemplars.some(({ word }) => word === phoneme.spokenText)) {
      tell([...here, 'spokenText'], 'is not one of the exemplar words')
    }
    for (const [accentAt, accent] of phoneme.accents.entries()) {
      if (phoneme.accents.indexOf(accent) < accentAt) tell([...here, 'accents', accentAt], 'is listed twice')
    }
    for (const [espeakAt, { voice, language }] of phoneme.espeak.entries()) {
      const entry = [...here, 'espeak', espeakAt]
      if (!phoneme.accents.includes(language)) tell([...entry, 'language'], "is not one of the phoneme's accents")
      if (phoneme.espeak.findIndex((other) => other.voice === voice) < espeakAt) {
        tell([...entry, 'voice'], 'is listed twice')
      }
    }
    for (const context of PromptContext.options) {
      const count = phoneme.prompts.filter((prompt) => prompt.context === context).length
      if (count < 3) tell([...here, 'prompts'], `has ${count} of context "${context}", and needs at least 3`)
    }
  }
}

type Partners = ReadonlyMap<string, Fields['phonemes'][number]>

interface PairAt extends MinimalPair {
  phonemeId: string
  path: (string | number)[]
}

function eachPair({ phonemes }: Fields, look: (pair: PairAt, partners: Partners) => void) {
  const partners: Partners = new Map(phonemes.map((phoneme) => [phoneme.id, phoneme]))
  for (const [at, { id, minimalPairs }] of phonemes.entries()) {
    for (const [pairAt, pair] of minimalPairs.entries()) {
      look({ ...pair, phonemeId: id, path: ['phonemes', at, 'minimalPairs', pairAt] }, partners)
    }
  }
}

function tellWrongPartners(file: Fields, tell: Tell) {
  eachPair(file, ({ phonemeId, partnerId, word, partnerWord, path }, partners) => {
    if (!partners.has(partnerId)) tell([...path, 'partnerId'], "is no phoneme's id")
    else if (partnerId === phonemeId) tell([...path, 'partnerId'], 'is the phoneme itself')
    else if (word === partnerWord) tell([...path, 'partnerWord'], 'is the same word')
  })
}

function tellOneSidedPairs(file: Fields, tell: Tell) {
  eachPair(file, ({ phonemeId, partnerId, word, partnerWord, path }, partners) => {
    const partner = partners.get(partnerId)
    const mirrored = partner?.minimalPairs.some(
      (pair) => pair.partnerId === phonemeId && pair.word === partnerWord && pair.partnerWord === word,
    )
    if (!mirrored) tell(path, `is not listed back by its partner /${partner?.ipaSymbol}/`)
  })
}

const rules = [tellRepeatedIds, tellAmbiguousNames, tellWrongReferences, tellWrongPartners, tellOneSidedPairs]

/** An inventory file, as docs/formats/inventory.md describes it. */
export const InventoryFile = InventoryFields.pipe(
  z.custom<Fields>().superRefine((file, context) => {
    let told = false
    for (const rule of rules) {
      // A wrong id would otherwise be told as many wrong references to it.
      if (told) return
      rule(file, (path, message) => {
        told = true
        context.addIssue({ code: 'custom', path, message })
      })
    }
  }),
)
export type InventoryFile = z.infer<typeof InventoryFile>
