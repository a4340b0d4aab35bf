import { describe, expect, it } from 'vitest'
import { readPrompt } from '#renderer/record/sit/prompt-text.ts'
import inventory from '#resources/inventories/english.json' with { type: 'json' }

const sheep = {
  ipaSymbol: 'iː',
  exemplars: [{ word: 'sheep', marked: 'sh[ee]p', position: 'medial' as const }],
}

describe('what a prompt asks for', () => {
  it('is an isolated sound, with the word that has it and its letters marked', () => {
    expect(readPrompt({ text: '/iː/ as in sheep', context: 'isolated' }, sheep)).toEqual({
      said: { kind: 'ipa', ipa: 'iː' },
      asIn: { word: 'sheep', marked: 'sh[ee]p' },
      phoneme: null,
    })
  })

  it('is a syllable, with its phoneme beside it', () => {
    expect(readPrompt({ text: '/biː/ as in bee', context: 'syllable' }, sheep)).toEqual({
      said: { kind: 'ipa', ipa: 'biː' },
      asIn: { word: 'bee', marked: 'bee' },
      phoneme: 'iː',
    })
  })

  it('is a word', () => {
    expect(readPrompt({ text: 'sheep', context: 'word' }, sheep)).toEqual({
      said: { kind: 'word', word: 'sheep', marked: 'sh[ee]p' },
      asIn: null,
      phoneme: 'iː',
    })
  })

  it('is read from every isolated prompt and every syllable of the inventory', () => {
    const read = inventory.phonemes.flatMap((phoneme) =>
      phoneme.prompts.map(({ text, context }) => ({
        context,
        symbol: phoneme.ipaSymbol,
        said: readPrompt({ text, context: context as 'isolated' }, phoneme as unknown as typeof sheep).said,
      })),
    )
    expect(read.filter(({ context, said }) => said.kind !== (context === 'word' ? 'word' : 'ipa'))).toEqual([])
    const isolated = read.filter(({ context }) => context === 'isolated')
    expect(isolated.map(({ said }) => said)).toEqual(isolated.map(({ symbol }) => ({ kind: 'ipa', ipa: symbol })))
  })
})
