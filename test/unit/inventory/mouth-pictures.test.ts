import { describe, expect, test } from 'vitest'
import { svgFault } from '#shared/contract/svg-fault.ts'
import { readInventory } from '#studio/services/read-inventory.ts'
import { describeMouth } from '../../../tools/mouth-pictures/describe-mouth.ts'
import { drawMouth } from '../../../tools/mouth-pictures/draw-mouth.ts'
import { sounds } from '../../../tools/mouth-pictures/sounds.ts'
import { changed, english, faultOf } from './faulty-english.ts'

const { phonemes } = readInventory(english, 'english.json')

test('every phoneme of English has its picture, just as it is drawn from its articulation', () => {
  expect([...sounds.keys()].toSorted()).toEqual(phonemes.map(({ ipaSymbol }) => ipaSymbol).toSorted())
  for (const { ipaSymbol, mouthPicture } of phonemes) {
    const sound = sounds.get(ipaSymbol)
    expect(mouthPicture?.svg).toBe(sound && drawMouth(sound))
    expect(mouthPicture?.alt).toBe(sound && describeMouth(ipaSymbol, sound))
  }
})

test('no two phonemes look the same', () => {
  const pictures = Map.groupBy(phonemes, ({ mouthPicture }) => mouthPicture?.svg)
  const alike = [...pictures.values()].filter((group) => group.length > 1)
  expect(alike.map((group) => group.map(({ ipaSymbol }) => ipaSymbol))).toEqual([])
})

test('an inventory may be without pictures', () => {
  const plain = english.replaceAll(/"mouthPicture": \{[^}]*\},/gu, '')
  expect(plain).not.toContain('mouthPicture')
  expect(readInventory(plain, 'my.json').phonemes.every(({ mouthPicture }) => mouthPicture === null)).toBe(true)
})

const svg = (inside: string, about = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${about}>${inside}</svg>`

describe('a picture may have shapes and words', () => {
  test.each([
    svg('<path d="M0 0L9 9"/>'),
    svg("<g fill='none' stroke='#333'><circle cx='4' cy='4' r='2' /></g>"),
    svg('<title>A &amp; B</title><text x="1" y="2" font-size="3">velum</text>', ' width="9"'),
    svg('\n  <rect\n x="1" y="2" width="3" height="4"/>\n'),
  ])('%s', (picture) => {
    expect(svgFault(picture)).toBeUndefined()
  })
})

describe('a picture may not have anything that runs, links or fetches', () => {
  const cases: [string, string, RegExp][] = [
    ['a script', svg('<script>alert(1)</script>'), /<script>/],
    ['a script in capitals', svg('<SCRIPT/>'), /<SCRIPT>/],
    ['a link', svg('<a href="https://example.org"><path d="M0 0"/></a>'), /<a>/],
    ['foreign content', svg('<foreignObject><p>x</p></foreignObject>'), /<foreignObject>/],
    ['an image', svg('<image href="https://example.org/a.png"/>'), /<image>/],
    ['a use of something elsewhere', svg('<use href="#a"/>'), /<use>/],
    ['an animation', svg('<set attributeName="href" to="x"/>'), /<set>/],
    ['a style sheet', svg('<style>@import "https://example.org/a.css"</style>'), /<style>/],
    ['a style', svg('<path d="M0 0" style="fill:url(https://example.org/a)"/>'), /attribute style/],
    ['an event', svg('<path d="M0 0"/>', ' onload="alert(1)"'), /attribute onload/],
    ['an event after a slash', svg('<path/onload="alert(1)"/>'), /no plain tag/],
    ['a paint from elsewhere', svg('<path fill="url(https://example.org/a.svg#b)"/>'), /nothing outside itself/],
    ['a paint in disguise', svg('<path fill="u\\72l(https://example.org)"/>'), /nothing outside itself/],
    ['a paint in references', svg('<path fill="&#117;rl(https://example.org)"/>'), /nothing outside itself/],
    ['an entity', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('')}`, /begin with <svg/],
    ['an entity used', svg('<text>&a;</text>'), /&amp;/],
    ['a processing instruction', svg('<?xml-stylesheet href="a.css"?>'), /no plain tag/],
    ['raw text', svg('<![CDATA[<script/>]]>'), /no plain tag/],
    ['a comment', svg('<!-- a -->'), /no plain tag/],
    ['a foreign space', svg('<path xmlns="http://www.w3.org/1999/xhtml"/>'), /foreign xmlns/],
    ['another space in disguise', svg('<svg:path d="M0 0"/>'), /<svg:path>/],
    ['an attribute without quotation marks', svg('<path d=M0/>'), /no plain tag/],
    ['an attribute twice', svg('<path d="M0 0" d="M1 1"/>'), /twice/],
    ['no space at all', '<svg viewBox="0 0 9 9"><path d="M0 0"/></svg>', /lacks xmlns/],
    ['no measure', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', /viewBox/],
    ['an element not closed', svg('<g><path d="M0 0"/>'), /<\/svg> where <\/g> is missing/],
    ['a picture not closed', svg('').replace('</svg>', ''), /<\/svg> is missing/],
    ['something after it', `${svg('')}<script/>`, /goes on/],
    ['words after it', `${svg('')} x`, /goes on/],
    ['nothing in it', svg('').replace('></svg>', '/>'), /empty/],
    ['words instead', 'a mouth', /begin with <svg/],
    ['nothing', '', /begin with <svg/],
  ]
  test.each(cases)('%s', (_, picture, reason) => {
    expect(svgFault(picture)).toMatch(reason)
  })

  test('it is told with its line and field', () => {
    const { text, line } = changed("<g fill='none'", "<g onclick='x' fill='none'")
    expect(faultOf(text)).toMatchObject({
      line,
      field: 'phonemes[0].mouthPicture.svg',
      reason: 'has the attribute onclick in <g>, which a picture may not have',
    })
  })

  test('neither more than 6 kB', () => {
    const { text } = changed("<g fill='none'", `<title>${'ə'.repeat(3000)}</title><g fill='none'`)
    expect(faultOf(text)).toMatchObject({ field: 'phonemes[0].mouthPicture.svg' })
    expect(faultOf(text).reason).toMatch(/bytes, and may have 6144/)
  })

  test('nor go without words for whoever cannot see it', () => {
    const { alt = '' } = phonemes[0]?.mouthPicture ?? {}
    const { text, line } = changed(`"alt": "${alt}"`, '"alt": ""')
    expect(faultOf(text)).toMatchObject({ line, field: 'phonemes[0].mouthPicture.alt' })
  })
})
