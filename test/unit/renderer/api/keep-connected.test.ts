import { describe, expect, it } from 'vitest'
import type { OpenDoor } from '#renderer/api/door.ts'
import { DoorRefused } from '#renderer/api/door.ts'
import { keepConnected } from '#renderer/api/keep-connected.ts'
import { ConnectionLost } from '#renderer/api/lost-connection.ts'

/** A door that tests can slam. */
function door(answer: () => Promise<unknown>) {
  const { promise: closed, resolve: slam } = Promise.withResolvers<void>()
  const opened: OpenDoor = { link: { call: answer }, closed, close: () => slam() }
  return { opened, slam }
}

const call = (kept: ReturnType<typeof keepConnected>) => kept.link.call(['x'], undefined, { context: {} })

describe('a kept connection', () => {
  it('lets calls wait until the door is open', async () => {
    const opening = Promise.withResolvers<OpenDoor>()
    const kept = keepConnected(() => opening.promise)
    const answer = call(kept)
    expect(kept.state.get().kind).toBe('connecting')
    opening.resolve(door(async () => 'hello').opened)
    expect(await answer).toBe('hello')
    expect(kept.state.get().kind).toBe('open')
    kept.close()
  })

  it('tells a call under way that the connection went, and opens the door again', async () => {
    const { promise: hanging, reject: drop } = Promise.withResolvers<unknown>()
    const first = door(() => hanging)
    const second = door(async () => 'again')
    const doors = [first.opened, second.opened]
    const kept = keepConnected(async () => doors.shift() ?? second.opened)
    await kept.whenOpen()
    const lost = call(kept)
    first.slam()
    await first.opened.closed
    drop(new Error('socket closed'))
    await expect(lost).rejects.toBeInstanceOf(ConnectionLost)
    expect(await call(kept)).toBe('again')
    kept.close()
  })

  it('does not take an answered failure for a lost connection', async () => {
    const failure = new Error('declared')
    const kept = keepConnected(async () => door(() => Promise.reject(failure)).opened)
    await expect(call(kept)).rejects.toBe(failure)
    kept.close()
  })

  it('stops trying where the studio refuses', async () => {
    let tries = 0
    const kept = keepConnected(() => {
      tries += 1
      return Promise.reject(new DoorRefused('token-expired'))
    })
    await expect(kept.whenOpen()).rejects.toBeInstanceOf(DoorRefused)
    expect(kept.state.get()).toEqual({ kind: 'refused', refusal: 'token-expired' })
    expect(tries).toBe(1)
  })
})
