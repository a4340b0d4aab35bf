import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTakeQueue } from '#studio/services/take-queue.ts'

describe('chunks of a take', () => {
  it('are taken once each, in order, however they overtake each other and are sent again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }).chain((count) =>
          fc.tuple(
            fc.shuffledSubarray(
              Array.from({ length: count }, (_, sequence) => sequence),
              { minLength: count },
            ),
            fc.array(fc.nat({ max: count - 1 }), { maxLength: 20 }),
          ),
        ),
        async ([order, again]) => {
          const queue = createTakeQueue<number>()
          const taken: number[] = []
          const send = (sequence: number) =>
            queue.inTurn(sequence, async () => {
              await Promise.resolve()
              taken.push(sequence)
              return sequence * 10
            })
          const answers = await Promise.all([...order, ...again].map(send))
          expect(taken).toEqual(order.toSorted((a, b) => a - b))
          const asked = [...order, ...again]
          expect(answers).toEqual(asked.map((sequence) => ({ kind: 'taken', result: sequence * 10 })))
        },
      ),
    )
  })

  it('gives a chunk that is sent again the failure of the first time, and lets none follow a hole', async () => {
    const queue = createTakeQueue<string>()
    const full = new Error('the disk is full')
    await queue.inTurn(0, async () => 'written')
    await expect(queue.inTurn(1, () => Promise.reject(full))).rejects.toBe(full)
    await expect(queue.inTurn(1, async () => 'written')).rejects.toBe(full)
    await expect(queue.inTurn(2, async () => 'written')).rejects.toBe(full)
    expect(await queue.inTurn(0, async () => 'again')).toEqual({ kind: 'taken', result: 'written' })
  })

  it('are refused when they are too far ahead, or wait for one that never comes', async () => {
    const queue = createTakeQueue<string>()
    expect(await queue.inTurn(500, async () => 'written')).toEqual({ kind: 'refused' })
    const waiting = queue.inTurn(1, async () => 'written')
    await queue.close()
    expect(await waiting).toEqual({ kind: 'refused' })
  })
})
