import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chosenPhonemeIds, withOrWithout } from '#renderer/record/prepare/choose-phonemes.ts'

const rows = ['iː vowels', 'ɪ vowels', 'eɪ diphthongs', 'θ consonants', 'ʃ consonants'].map((words) => {
  const [id = '', categoryId = ''] = words.split(' ')
  return { phoneme: { id, categoryId } }
})
const nothing = { categoryIds: [], phonemeIds: [] }

describe('the sounds that are asked for', () => {
  it('are all, those of some categories, or those picked, always as in the list', () => {
    expect(chosenPhonemeIds({ ...nothing, which: 'all' }, rows)).toEqual(['iː', 'ɪ', 'eɪ', 'θ', 'ʃ'])
    const categoryIds = ['consonants', 'vowels']
    expect(chosenPhonemeIds({ ...nothing, which: 'categories', categoryIds }, rows)).toEqual(['iː', 'ɪ', 'θ', 'ʃ'])
    expect(chosenPhonemeIds({ ...nothing, which: 'picked', phonemeIds: ['ʃ', 'iː'] }, rows)).toEqual(['iː', 'ʃ'])
  })

  it('stay picked while another way of choosing is looked at', () => {
    const choice = { categoryIds: ['diphthongs'], phonemeIds: ['ɪ'] }
    expect(chosenPhonemeIds({ ...choice, which: 'categories' }, rows)).toEqual(['eɪ'])
    expect(chosenPhonemeIds({ ...choice, which: 'picked' }, rows)).toEqual(['ɪ'])
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
