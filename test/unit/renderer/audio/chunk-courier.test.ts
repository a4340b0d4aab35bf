import { describe, expect, it } from 'vitest'
import { createChunkCourier } from '#renderer/audio/chunk-courier.ts'

const chunk = () => new Float32Array(1)
const never = () => Promise.resolve(false)

describe('the chunk courier', () => {
  it('carries one chunk at a time, in order', async () => {
    const arrived: number[] = []
    let under = 0
    const courier = createChunkCourier(async (sequence) => {
      under += 1
      expect(under).toBe(1)
      await Promise.resolve()
      arrived.push(sequence)
      under -= 1
    }, never)
    for (let sequence = 0; sequence < 5; sequence += 1) courier.offer(sequence, chunk())
    expect(courier.waiting).toBe(5)
    await courier.finished()
    expect(arrived).toEqual([0, 1, 2, 3, 4])
    expect(courier.waiting).toBe(0)
  })

  it('sends the same chunk once more after a reconnection, and goes on', async () => {
    const sent: number[] = []
    const courier = createChunkCourier(
      async (sequence) => {
        sent.push(sequence)
        if (sent.length === 2) throw new Error('connection lost')
      },
      () => Promise.resolve(true),
    )
    for (let sequence = 0; sequence < 3; sequence += 1) courier.offer(sequence, chunk())
    await courier.finished()
    expect(sent).toEqual([0, 1, 1, 2])
  })

  it('sends nothing more after a chunk has failed for good, and says so at once', async () => {
    const sent: number[] = []
    const full = new Error('disk full')
    const courier = createChunkCourier(async (sequence) => {
      sent.push(sequence)
      if (sequence === 1) throw full
    }, never)
    for (let sequence = 0; sequence < 4; sequence += 1) courier.offer(sequence, chunk())
    expect(await courier.failed).toBe(full)
    await expect(courier.finished()).rejects.toBe(full)
    expect(sent).toEqual([0, 1])
  })
})
