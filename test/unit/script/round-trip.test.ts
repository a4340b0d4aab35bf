import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Prompt, PromptContext } from '#shared/entities/phoneme.ts'
import type { Script } from '#shared/entities/script/script.ts'
import { scriptBounds, scriptOrders } from '#shared/entities/script/script.ts'
import type { ScriptInventory } from '#shared/node/script/parse-script-file.ts'
import { parseScriptFile } from '#shared/node/script/parse-script-file.ts'
import { writeScriptFile } from '#shared/node/script/write-script-file.ts'
import { aPhoneme } from '#test/unit/catalog/a-catalog.ts'
import { english, faultIn } from './english.ts'

const forms = fc.constantFrom('json', 'csv')
const orders = fc.constantFrom(...scriptOrders, 'as-written')
const contexts: PromptContext[] = ['isolated', 'syllable', 'word']

const character = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...'"",;;\' #:=\\/[]12 aɪ\u00E9'.split(''), 'e\u0301', '\u00A0', '👄') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
)
const wellFormed = (text: string) => text.isWellFormed() && !/[\0\uFFFD]/u.test(text)
const titles = fc
  .string({ unit: character, minLength: 1, maxLength: 30 })
  .map((title) => title.trim())
  .filter((title) => title !== '' && wellFormed(title) && !/\p{Cc}/u.test(title))
// An inventory's texts have no spaces at their ends.
const promptTexts = fc
  .string({ unit: fc.oneof(character, fc.constantFrom('\n', '\r\n', '\t')), maxLength: 12 })
  .map((text) => text.trim())
  .filter(wellFormed)
const symbols = fc.string({ unit: character, minLength: 1, maxLength: 3 }).filter(wellFormed)

/** Phonemes whose symbols and prompts look like each other, like numbers, and like the marks of both forms. */
const inventories: fc.Arbitrary<ScriptInventory> = fc
  .array(fc.record({ id: fc.uuid(), ipaSymbol: symbols, aliases: fc.array(symbols, { maxLength: 1 }) }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((phonemes) =>
    fc.record({
      phonemes: fc.constant(phonemes.map((phoneme) => aPhoneme(phoneme))),
      prompts: fc.uniqueArray(
        fc.record({
          id: fc.uuid(),
          phonemeId: fc.constantFrom(...phonemes.map(({ id }) => id)),
          context: fc.constantFrom(...contexts),
          text: promptTexts,
        }),
        { minLength: 1, maxLength: 12, selector: ({ id }) => id },
      ),
    }),
  )

const scriptsOf = (prompts: Prompt[]): fc.Arbitrary<Script> =>
  fc.record({
    title: titles,
    lines: fc
      .shuffledSubarray(prompts, { minLength: 1, maxLength: Math.min(20, prompts.length) })
      .chain((chosen) =>
        fc.tuple(
          ...chosen.map(({ id, phonemeId, context }) =>
            fc
              .integer({ min: 1, max: scriptBounds.takesMost })
              .map((takes) => ({ promptId: id, phonemeId, context, takes })),
          ),
        ),
      ),
  })

describe('a script that was written is read back the same', () => {
  test('over the English inventory, by names that people read', () => {
    fc.assert(
      fc.property(scriptsOf(english.prompts), forms, orders, (script, form, order) => {
        const text = writeScriptFile(script, english, form, order)
        expect(parseScriptFile(text, 'a', english)).toEqual({ script, order })
        expect(text).not.toMatch(/[0-9a-f]{8}-/u)
      }),
    )
  })

  test('over inventories in which names look like each other and like the marks of the file', () => {
    const cases = inventories.chain((inventory) => fc.tuple(fc.constant(inventory), scriptsOf(inventory.prompts)))
    fc.assert(
      fc.property(cases, forms, orders, ([inventory, script], form, order) => {
        const text = writeScriptFile(script, inventory, form, order)
        expect(parseScriptFile(text, 'a', inventory)).toEqual({ script, order })
      }),
      { numRuns: 500 },
    )
  })

  test('and looks as the guide to the form shows it', () => {
    const [first] = english.prompts
    const lines = first ? [{ promptId: first.id, phonemeId: first.phonemeId, context: first.context, takes: 3 }] : []
    const script = { title: 'Vowels, "long"', lines }
    expect(writeScriptFile(script, english, 'csv', 'shuffled')).toBe(
      '\uFEFF"# title: Vowels, ""long"""\r\n# order: shuffled\r\nphoneme,context,prompt,takes\r\niː,isolated,/iː/ as in eat,3\r\n',
    )
    expect(writeScriptFile(script, english, 'json')).toBe(`{
  "format": "phoneme-studio-script",
  "version": 1,
  "title": "Vowels, \\"long\\"",
  "prompts": [
    { "phoneme": "iː", "context": "isolated", "prompt": "/iː/ as in eat", "takes": 3 }
  ]
}
`)
  })
})

test('any text at all is read or refused at a place inside it, never anything else', () => {
  const marks = ['{', '}', '[', ']', '"', ',', ';', ':', '\n', '\r\n', '#', ' ', '1', '\uFEFF', 'iː', 'word', 'takes']
  const json = ['"format": "phoneme-studio-script"', '"version": 1', '"title": "a"', '"prompts": [', '"phoneme": "iː"']
  const csv = ['# title: a\n', 'phoneme', 'context', 'phoneme,context,prompt,takes\n', 'iː,word,1,2\n']
  const pieces = fc.array(fc.constantFrom(...marks, ...json, ...csv), { maxLength: 25 }).map((all) => all.join(''))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), pieces), (text) => {
      const { line } = faultIn(text) ?? { line: 1 }
      expect(line).toBeGreaterThanOrEqual(1)
      expect(line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/u).length)
    }),
    { numRuns: 500 },
  )
})
