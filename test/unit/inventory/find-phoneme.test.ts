import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPhoneme, normaliseSymbol, searchPhonemes } from '#shared/entities/find-phoneme.ts'
import { readInventory } from '#studio/services/read-inventory.ts'

const file = new URL('../../../resources/inventories/english.json', import.meta.url)
const { phonemes } = readInventory(readFileSync(file, 'utf8'), 'english.json')
const found = (query: string) => findPhoneme(phonemes, query)?.ipaSymbol
const searched = (query: string) => searchPhonemes(phonemes, query).map(({ ipaSymbol }) => ipaSymbol)

describe('looking a phoneme up', () => {
  test.each([
    ['iː', ['iː', 'i:', '/iː/', '/i:/', '[iː]', ' iː ', 'i\uA789', 'ˈiː', '“iː”']],
    ['ɡ', ['ɡ', 'g', '/g/', 'G']],
    ['r', ['r', 'ɹ', '/ɹ/', 'R']],
    ['ɛ', ['ɛ', 'e', '/e/', 'ε']],
    ['ɜː', ['ɜː', 'ɜ:', 'ɝ', '3:']],
    ['ə', ['ə', 'ǝ', 'ɚ', 'schwa', 'Schwa']],
    ['oʊ', ['oʊ', 'əʊ', '/əʊ/']],
    ['eə', ['eə', 'ɛə']],
    ['tʃ', ['tʃ', 't͡ʃ', 'ʧ', '/t∫/', 'ch']],
    ['dʒ', ['dʒ', 'd͡ʒ', 'ʤ']],
    ['ɪ', ['ɪ', 'I', '/ı/']],
    ['ŋ', ['ŋ', 'ng', 'Ng']],
  ])('/%s/ is found however it is typed', (symbol, queries) => {
    expect(queries.map((query) => [query, found(query)])).toEqual(queries.map((query) => [query, symbol]))
  })

  test('an id finds its phoneme, in capitals too', () => {
    for (const { id, ipaSymbol } of phonemes) {
      expect(found(id)).toBe(ipaSymbol)
      expect(found(` ${id.toUpperCase()} `)).toBe(ipaSymbol)
    }
  })

  test.each(['', ' ', '/', '//', '[]', 'xyz', 'sheep', '0'])('%j is no phoneme', (query) => {
    expect(found(query)).toBeUndefined()
  })

  test("an exact symbol beats another phoneme's alias, whatever the order", () => {
    const symbols = fc.uniqueArray(fc.constantFrom('e', 'ɛ', 'i', 'iː', 'ɡ', 'g', 'r', 'ɹ', 'tʃ', 'ʧ', 'é', 'E'), {
      minLength: 1,
    })
    const inventories = symbols.chain((all) =>
      fc.tuple(
        ...all.map((ipaSymbol) =>
          fc.record({
            id: fc.uuid(),
            ipaSymbol: fc.constantFrom(ipaSymbol, ipaSymbol.normalize('NFD')),
            aliases: fc.array(fc.constantFrom('e', 'ɛ', 'i:', 'g', 'r', 'ɹ', 'tʃ', 'é', 'E')),
          }),
        ),
      ),
    )
    fc.assert(
      fc.property(inventories, (inventory) => {
        for (const phoneme of inventory) {
          expect(findPhoneme(inventory, phoneme.ipaSymbol.normalize('NFC'))).toBe(phoneme)
          expect(findPhoneme(inventory, phoneme.ipaSymbol.normalize('NFD'))).toBe(phoneme)
        }
      }),
    )
  })

  test('every symbol and alias of the shipped inventory finds its own phoneme, wrapped or decomposed', () => {
    const wraps = fc.constantFrom(['', ''], ['/', '/'], ['[', ']'], [' ', ' '], ['/', ''], ['“', '”'])
    const names = fc.constantFrom(
      ...phonemes.flatMap((of) => [of.ipaSymbol, ...of.aliases].map((name) => ({ name, of }))),
    )
    const forms = fc.constantFrom('NFC', 'NFD', 'NFKD' as const)
    fc.assert(
      fc.property(names, wraps, forms, ({ name, of }, [before = '', after = ''], form) => {
        expect(findPhoneme(phonemes, `${before}${name.normalize(form)}${after}`)).toBe(of)
      }),
    )
  })

  test('a symbol once normalised stays as it is', () => {
    const characters = fc.constantFrom(
      ...'g : ɡ ː / [ ] ( ) e ε α ǝ ʃ ∫ ʧ ʤ ˈ ‘ " t \u0361 \u035C \u0301 \u0303 \u0329'.split(' '),
      ' ',
    )
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: characters })), (text) => {
        expect(normaliseSymbol(normaliseSymbol(text))).toBe(normaliseSymbol(text))
      }),
    )
  })
})

describe('searching', () => {
  test('the best match comes first: the symbol, then an exemplar word, then what the Vietnamese text says', () => {
    expect(searched('ɪ').slice(0, 2)).toEqual(['ɪ', 'ɪə'])
    expect(searched('i:')[0]).toBe('iː')
    expect(searched('sheep')[0]).toBe('iː')
    expect(searched('SHE')[0]).toBe('ʃ')
    expect(searched('sh').slice(0, 3)).toEqual(['ʃ', 'iː', 'ɪ'])
    expect(searched('fi')).toEqual(
      ['f', 'v', 'ŋ', 'ʃ'].toSorted((a, b) => searched('fi').indexOf(a) - searched('fi').indexOf(b)),
    )
  })

  test('Vietnamese is found with its marks and without', () => {
    expect(searched('suỵt')).toEqual(['ʃ'])
    expect(searched('suyt')).toEqual(['ʃ'])
    expect(searched('phở')).toEqual(['f'])
    expect(searched('Thả   lỏng').length).toBeGreaterThan(1)
    expect(searched('tha long')).toEqual(searched('thả lỏng'))
    expect(searched('dap')).not.toContain('p')
    expect(searched('đẹp')).toEqual(['p'])
    expect(searched('dep')).toEqual(['p'])
  })

  test('marks that were typed are meant', () => {
    expect(searched('phơ')).toEqual([])
    expect(searched('da')).toContain('z')
    expect(searched('đa')).not.toContain('z')
  })

  test('a single letter finds symbols and words that begin with it, not every sentence that has it', () => {
    expect(searched('k').slice(0, 2)).toEqual(['k', 'ŋ'])
    const letters = 'b d g h k l m n p t'.split(' ')
    expect(letters.filter((letter) => searched(letter).length > 23)).toEqual([])
  })

  test('nothing typed finds all, in their order; nonsense finds nothing', () => {
    expect(searchPhonemes(phonemes, ' ')).toEqual(phonemes)
    expect(searched('zzzz')).toEqual([])
    expect(searched('.*')).toEqual([])
  })

  test('what is found by looking up is found first by searching, and nothing is found twice', () => {
    const queries = fc.oneof(
      fc.constantFrom(...phonemes.flatMap(({ id, ipaSymbol, aliases }) => [id, ipaSymbol, ...aliases])),
      fc.string({ maxLength: 4 }),
    )
    fc.assert(
      fc.property(queries, (query) => {
        const results = searchPhonemes(phonemes, query)
        const exact = findPhoneme(phonemes, query)
        expect(results[0]).toBe(exact ?? results[0])
        expect(new Set(results).size).toBe(results.length)
      }),
    )
  })
})
