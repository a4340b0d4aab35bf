import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Prompt, PromptContext } from '#shared/entities/phoneme.ts'
import type { BuildScript } from '#shared/entities/script/build-script.ts'
import { buildScript } from '#shared/entities/script/build-script.ts'
import { orderLines } from '#shared/entities/script/order-lines.ts'
import { scriptOrders } from '#shared/entities/script/script.ts'

const contexts: PromptContext[] = ['isolated', 'syllable', 'word']
const symbols = ['iː', 'ɪ', 'ʃ', 'θ']
const phonemes = symbols.map((id) => ({ id }))
const prompts: Prompt[] = symbols.flatMap((phonemeId) =>
  contexts.flatMap((context) =>
    [1, 2, 3].map((number) => ({ id: `${phonemeId} ${context} ${number}`, phonemeId, context, text: `${number}` })),
  ),
)

const built = (choice: Partial<BuildScript>) =>
  buildScript({
    title: 'Monday',
    phonemes,
    prompts,
    phonemeIds: symbols,
    contexts,
    promptsEach: 1,
    order: 'inventory',
    coverage: () => 0,
    random: () => 0.5,
    ...choice,
  })
const asked = (choice: Partial<BuildScript>) => built(choice).lines.map(({ promptId }) => promptId)

describe('a script for what was chosen', () => {
  it('has the first prompts of each phoneme and context, three takes each, in inventory order', () => {
    const script = built({ phonemeIds: ['ʃ', 'iː'], contexts: ['word', 'isolated'], promptsEach: 2 })
    expect(script.title).toBe('Monday')
    expect(script.lines.map(({ promptId }) => promptId)).toEqual([
      'iː isolated 1',
      'iː isolated 2',
      'iː word 1',
      'iː word 2',
      'ʃ isolated 1',
      'ʃ isolated 2',
      'ʃ word 1',
      'ʃ word 2',
    ])
    expect(script.lines[2]).toEqual({ promptId: 'iː word 1', phonemeId: 'iː', context: 'word', takes: 3 })
    expect(built({ takes: 5 }).lines.every(({ takes }) => takes === 5)).toBe(true)
  })

  it('asks for no prompt twice, and has no lines where nothing was chosen or the inventory has nothing', () => {
    expect(asked({ phonemeIds: ['ɪ', 'ɪ'], contexts: ['word', 'word'] })).toEqual(['ɪ word 1'])
    expect(asked({ phonemeIds: [] })).toEqual([])
    expect(asked({ phonemeIds: ['x'] })).toEqual([])
  })

  it('begins with what is missing most: the emptiest context of a phoneme counts first, equals keep their order', () => {
    const there: Record<string, number> = { 'iː word': 4, 'ɪ isolated': 1, 'ɪ word': 1, 'θ word': 9 }
    const choice: Partial<BuildScript> = {
      contexts: ['isolated', 'word'],
      order: 'missing-most',
      coverage: (phonemeId, context) => there[`${phonemeId} ${context}`] ?? 0,
    }
    expect(asked(choice)).toEqual([
      'ʃ isolated 1',
      'ʃ word 1',
      'iː isolated 1',
      'iː word 1',
      'θ isolated 1',
      'θ word 1',
      'ɪ isolated 1',
      'ɪ word 1',
    ])
  })

  it('takes a context that a phoneme does not have for one that it does not lack', () => {
    const some = prompts.filter(({ phonemeId, context }) => phonemeId !== 'iː' || context === 'isolated')
    expect(asked({ prompts: some, order: 'missing-most' }).slice(0, 4)).toEqual([
      'ɪ isolated 1',
      'ɪ syllable 1',
      'ɪ word 1',
      'ʃ isolated 1',
    ])
  })

  it('asks within a phoneme for the emptier context first', () => {
    const coverage = (_: string, context: PromptContext) => ({ isolated: 3, syllable: 0, word: 1 })[context]
    expect(asked({ phonemeIds: ['ɪ'], order: 'missing-most', coverage })).toEqual([
      'ɪ syllable 1',
      'ɪ word 1',
      'ɪ isolated 1',
    ])
  })
})

describe('the order of a script', () => {
  const choices = fc.record({
    phonemeIds: fc.subarray(symbols),
    contexts: fc.subarray(contexts, { minLength: 1 }),
    promptsEach: fc.integer({ min: 1, max: 3 }),
  })
  const tables = fc.dictionary(
    fc.constantFrom(...symbols.flatMap((id) => contexts.map((c) => `${id} ${c}`))),
    fc.nat(3),
  )
  const chances = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))

  it('changes nothing but the order', () => {
    fc.assert(
      fc.property(choices, tables, chances, fc.constantFrom(...scriptOrders), (choice, table, chance, order) => {
        const coverage = (phonemeId: string, context: PromptContext) => table[`${phonemeId} ${context}`] ?? 0
        const random = () => chance.next().value
        expect(asked({ ...choice, order, coverage, random }).toSorted()).toEqual(asked(choice).toSorted())
      }),
    )
  })

  it("keeps a phoneme's prompts together unless it is shuffled, whatever order the lines came in", () => {
    fc.assert(
      fc.property(
        choices,
        tables,
        chances,
        fc.constantFrom('inventory', 'missing-most'),
        (choice, table, chance, order) => {
          const coverage = (phonemeId: string, context: PromptContext) => table[`${phonemeId} ${context}`] ?? 0
          const random = () => chance.next().value
          const options = { phonemes, prompts, coverage, random }
          const mixed = built({ ...choice, order: 'shuffled', random }).lines
          const lines = orderLines(mixed, order, options)
          expect(lines).toEqual(built({ ...choice, order, coverage }).lines)
          const runs = lines.map(({ phonemeId }) => phonemeId).filter((id, at, all) => id !== all[at - 1])
          expect(new Set(runs).size).toBe(runs.length)
        },
      ),
    )
  })

  it('is decided by the chances alone when it is shuffled: each of the six orders of three comes of one draw in six', () => {
    const draws = [0, 1, 2].flatMap((first) => [0, 1].map((second) => [first / 3, second / 2]))
    const orders = draws.map((draw) => {
      const chance = draw.values()
      return asked({ phonemeIds: ['ɪ'], order: 'shuffled', random: () => chance.next().value ?? 0 }).join()
    })
    expect(new Set(orders).size).toBe(6)
  })
})
