import { describe, expect, it } from 'vitest'
import { createChunkCourier } from '#renderer/audio/chunk-courier.ts'

const chunk = (...samples: number[]) => new Float32Array(samples)
const never = () => Promise.resolve(false)

describe('the chunk courier', () => {
  it('carries one piece at a time, in order, and together what came to wait meanwhile', async () => {
    const arrived: { sequence: number; samples: number[] }[] = []
    let under = 0
    const courier = createChunkCourier(async (sequence, samples) => {
      under += 1
      expect(under).toBe(1)
      await Promise.resolve()
      arrived.push({ sequence, samples: [...samples] })
      under -= 1
    }, never)
    for (let sequence = 0; sequence < 5; sequence += 1) courier.offer(sequence, chunk(sequence, -sequence))
    expect(courier.waiting).toBe(5)
    await courier.finished()
    expect(arrived).toEqual([
      { sequence: 0, samples: [0, -0] },
      { sequence: 1, samples: [1, -1, 2, -2, 3, -3, 4, -4] },
    ])
    expect(courier.waiting).toBe(0)
  })

  it('falls behind a slow studio by one journey, however many chunks a second there are', async () => {
    const sizes: number[] = []
    let arrive = Promise.withResolvers<void>()
    const courier = createChunkCourier(async (_, samples) => {
      sizes.push(samples.length)
      await arrive.promise
    }, never)
    for (let sequence = 0; sequence < 45; sequence += 1) courier.offer(sequence, chunk(1))
    arrive.resolve()
    arrive = Promise.withResolvers<void>()
    arrive.resolve()
    await courier.finished()
    expect(sizes).toEqual([1, 20, 20, 4])
  })

  it('sends the same piece once more after a reconnection, and goes on', async () => {
    const sent: { sequence: number; samples: number[] }[] = []
    const courier = createChunkCourier(
      async (sequence, samples) => {
        sent.push({ sequence, samples: [...samples] })
        if (sent.length === 2) throw new Error('connection lost')
      },
      () => Promise.resolve(true),
    )
    for (let sequence = 0; sequence < 3; sequence += 1) courier.offer(sequence, chunk(sequence))
    await courier.finished()
    const second = { sequence: 1, samples: [1, 2] }
    expect(sent).toEqual([{ sequence: 0, samples: [0] }, second, second])
  })

  it('sends nothing more after a piece has failed for good, and says so at once', async () => {
    const sent: number[] = []
    const full = new Error('disk full')
    const courier = createChunkCourier(async (sequence) => {
      sent.push(sequence)
      if (sequence === 1) throw full
    }, never)
    for (let sequence = 0; sequence < 40; sequence += 1) courier.offer(sequence, chunk(1))
    expect(await courier.failed).toBe(full)
    await expect(courier.finished()).rejects.toBe(full)
    expect(sent).toEqual([0, 1])
  })

  it('ends where a chunk is missing between two: a hole in a recording is worse than its end', async () => {
    const sent: number[] = []
    const courier = createChunkCourier(async (sequence) => void sent.push(sequence), never)
    courier.offer(0, chunk(1))
    courier.offer(2, chunk(1))
    await expect(courier.finished()).rejects.toThrow('chunk 2 came where chunk 1 was due')
    expect(sent).toEqual([0])
  })
})
