import { expect, it } from 'vitest'
import text from '#resources/consents/recording-consent@2.json' with { type: 'json' }
import type { ConsentText } from '#shared/entities/consent-text.ts'
import { licences } from '#shared/entities/speaker.ts'
import { consentTextId } from '#studio/services/speakers.ts'

const consent: ConsentText = text
const { en, vi } = consent.languages

/** Every piece of text in the file. */
function pieces(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pieces) : []
}

/** The same file without its words: which fields there are, and how many of each. */
function shape(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value
  return Array.isArray(value)
    ? value.map(shape)
    : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)]))
}

it('is the text that is written beside a consent', () => {
  expect(consentTextId).toBe(consent.id)
})

it('tells every licence in both languages, and the whole text of the one that is our own', () => {
  for (const { licences: told } of [en, vi]) {
    expect(Object.keys(told)).toEqual([...licences])
    expect(licences.map((licence) => told[licence].terms.length)).toEqual([0, 0, 0, 8])
  }
  expect(licences.filter((licence) => consent.addresses[licence] === null)).toEqual(['course'])
})

it('calls the other licences by their official names, in both languages', () => {
  const names = [/^CC0 1\.0 Universal/, /\(CC BY 4\.0\)$/, /\(CC BY-SA 4\.0\)$/]
  for (const [at, name] of names.entries()) {
    const licence = licences[at] ?? 'course'
    expect(en.licences[licence].name).toMatch(name)
    expect(vi.licences[licence].name).toBe(en.licences[licence].name)
  }
})

it('says the same in both languages, point for point', () => {
  expect(shape(vi)).toEqual(shape(en))
  expect(en.points).toHaveLength(8)
})

it('is nowhere empty, and composed (NFC) with nothing around it', () => {
  const all = pieces(consent)
  expect(all.length).toBeGreaterThan(60)
  expect(all.filter((piece) => piece === '' || piece !== piece.trim() || piece !== piece.normalize('NFC'))).toEqual([])
})

it('is Vietnamese in Vietnamese, with its marks', () => {
  const words = [vi.title, vi.intro, ...vi.points.flatMap(({ about, text }) => [about, text])]
  expect(words.filter((piece) => !/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/u.test(piece))).toEqual([])
})
