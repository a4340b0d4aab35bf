import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chosenPhonemeIds, withOrWithout } from '#renderer/record/prepare/choose-phonemes.ts'

const rows = ['iː vowels', 'ɪ vowels', 'eɪ diphthongs', 'ɪə diphthongs en-GB', 'θ consonants', 'ʃ consonants'].map(
  (words) => {
    const [id = '', categoryId = '', only] = words.split(' ')
    return { phoneme: { id, categoryId, accents: only === undefined ? ['en-US', 'en-GB'] : [only] } }
  },
)
const nothing = { categoryIds: [], phonemeIds: [], beyondAccent: false }
const british = 'en-GB'

describe('the sounds that are asked for', () => {
  it('are all, those of some categories, or those picked, always as in the list', () => {
    expect(chosenPhonemeIds({ ...nothing, which: 'all' }, rows, british)).toEqual(['iː', 'ɪ', 'eɪ', 'ɪə', 'θ', 'ʃ'])
    const categoryIds = ['consonants', 'vowels']
    expect(chosenPhonemeIds({ ...nothing, which: 'categories', categoryIds }, rows, british)).toEqual([
      'iː',
      'ɪ',
      'θ',
      'ʃ',
    ])
    const phonemeIds = ['ʃ', 'iː']
    expect(chosenPhonemeIds({ ...nothing, which: 'picked', phonemeIds }, rows, british)).toEqual(['iː', 'ʃ'])
  })

  it('stay picked while another way of choosing is looked at', () => {
    const choice = { ...nothing, categoryIds: ['diphthongs'], phonemeIds: ['ɪ'] }
    expect(chosenPhonemeIds({ ...choice, which: 'categories' }, rows, british)).toEqual(['eɪ', 'ɪə'])
    expect(chosenPhonemeIds({ ...choice, which: 'picked' }, rows, british)).toEqual(['ɪ'])
  })

  it('are without those that the speaker’s accent lacks, unless these are wanted or picked', () => {
    const all = { ...nothing, which: 'all' as const, phonemeIds: ['ɪə'] }
    expect(chosenPhonemeIds(all, rows, 'en-US')).toEqual(['iː', 'ɪ', 'eɪ', 'θ', 'ʃ'])
    const diphthongs = { ...all, which: 'categories' as const, categoryIds: ['diphthongs'] }
    expect(chosenPhonemeIds(diphthongs, rows, 'en-US')).toEqual(['eɪ'])
    expect(chosenPhonemeIds({ ...diphthongs, beyondAccent: true }, rows, 'en-US')).toEqual(['eɪ', 'ɪə'])
    expect(chosenPhonemeIds({ ...all, which: 'picked' }, rows, 'en-US')).toEqual(['ɪə'])
  })

  it.each([null, 'en-NZ'])('are all for an accent of which nothing is known: %s', (accent) => {
    expect(chosenPhonemeIds({ ...nothing, which: 'all' }, rows, accent)).toHaveLength(rows.length)
  })
})

it('what is ticked and unticked again leaves the list as it was', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.string(), (list, item) => {
      fc.pre(!list.includes(item))
      const ticked = withOrWithout(list, item, true)
      expect(ticked.filter((each) => each === item)).toHaveLength(1)
      expect(withOrWithout(ticked, item, false)).toEqual(list)
    }),
  )
})
