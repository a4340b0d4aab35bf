import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StudioClient } from '#renderer/api/studio-connection.ts'
import type { Clip, Player, PlayerState } from '#renderer/audio/player.ts'
import type { RecorderState } from '#renderer/audio/recorder.ts'
import { createCell } from '#renderer/cell.ts'
import { createReference } from '#renderer/record/sit/reference.ts'
import { anInput, aSource } from '#test/builders.ts'

const source = aSource({ id: 'the best' })

/** A loudspeaker that plays for a second, a studio, and a microphone that is open or closed. */
function aRoom({
  hasClip = true,
  canMake = true,
  microphone = 'open',
}: {
  hasClip?: boolean
  canMake?: boolean
  microphone?: 'open' | 'closed'
} = {}) {
  let clips = hasClip ? 1 : 0
  const made: unknown[] = []
  const played: unknown[] = []
  const listened: AbortSignal[] = []
  let failing: Error | null = null
  const client = {
    phonemes: {
      get: async () => ({ phoneme: { espeak: [{ voice: 'en-us' }] } }),
      async resolve() {
        if (failing) throw failing
        return clips > 0 ? { source, url: '/media/best' } : { source: null, url: null }
      },
    },
    generation: {
      async fill(asked: unknown) {
        made.push(asked)
        if (canMake) clips += 1
        return { next: async () => ({ done: true, value: {} }) }
      },
    },
    sources: { played: async (play: unknown) => void played.push(play) },
  } as unknown as StudioClient

  const state = createCell<PlayerState>({ kind: 'idle' })
  const player: Player = {
    state,
    async play({ id, onStart }: Clip) {
      state.set({ kind: 'playing', clipId: id })
      onStart?.()
      setTimeout(() => state.get().kind === 'playing' && state.set({ kind: 'idle' }), 1000)
    },
    stop: () => state.set({ kind: 'idle' }),
    positionSeconds: () => 0,
  }
  const listening = { kind: 'listening', input: anInput, meter: null, muted: false, armed: false } as const
  const recorder = {
    state: createCell<RecorderState>(microphone === 'open' ? listening : { kind: 'closed' }),
    listenUntil(signal: AbortSignal) {
      listened.push(signal)
      return Promise.resolve({ samples: new Float32Array(4), sampleRateHz: 48_000 })
    },
  }
  return {
    reference: createReference({ client, player, recorder }),
    player,
    made,
    played,
    listened,
    fail: (error: Error) => {
      failing = error
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('hearing the reference', () => {
  it('plays what the rule picks, counts it once, and lasts until the sound has died away', async () => {
    const { reference, played, listened } = aRoom()
    const heard = reference.play('iː')
    await vi.advanceTimersByTimeAsync(1100)
    expect(reference.state.get().isPlaying).toBe(true)
    expect(listened[0]?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1000)
    await heard
    expect(reference.state.get()).toMatchObject({ isPlaying: false, lastEnd: { kind: 'played' } })
    expect(listened[0]?.aborted).toBe(true)
    expect(played).toMatchObject([{ sourceId: 'the best' }])
  })

  it('makes the phoneme’s own sound where there is none, once', async () => {
    const { reference, made } = aRoom({ hasClip: false })
    for (const time of ['first', 'second']) {
      const heard = reference.play(time)
      await vi.advanceTimersByTimeAsync(3000)
      await heard
    }
    expect(made).toEqual([
      { phonemes: ['first'], voices: ['espeak:en-us'], which: 'missing', sourceType: 'generated', urgent: true },
    ])
    expect(reference.state.get().lastEnd?.kind).toBe('played')
  })

  it('says that there is none where none can be made', async () => {
    const { reference } = aRoom({ hasClip: false, canMake: false })
    await reference.play('iː')
    expect(reference.state.get()).toEqual({ isPlaying: false, lastEnd: { kind: 'none' } })
  })

  it('needs no microphone', async () => {
    const { reference, listened } = aRoom({ microphone: 'closed' })
    const heard = reference.play('iː')
    await vi.advanceTimersByTimeAsync(3000)
    await heard
    expect(listened).toEqual([])
    expect(reference.state.get().lastEnd).toEqual({ kind: 'played', heard: null })
  })

  it('ends when it is stopped, and is silent before anything else may begin', async () => {
    const { reference, player } = aRoom()
    const heard = reference.play('iː')
    await vi.advanceTimersByTimeAsync(300)
    reference.stop()
    expect(player.state.get().kind).toBe('idle')
    expect(reference.state.get().isPlaying).toBe(true)
    await vi.advanceTimersByTimeAsync(1000)
    await heard
    expect(reference.state.get()).toEqual({ isPlaying: false, lastEnd: { kind: 'stopped' } })
  })

  it('is over before it began where it was given up already', async () => {
    const { reference, player } = aRoom()
    const givenUp = new AbortController()
    givenUp.abort()
    await reference.play('iː', givenUp.signal)
    expect(player.state.get().kind).toBe('idle')
    expect(reference.state.get().lastEnd).toEqual({ kind: 'stopped' })
  })

  it('tells what went wrong', async () => {
    const { reference, fail } = aRoom()
    const error = new Error('gone')
    fail(error)
    await reference.play('iː')
    expect(reference.state.get()).toEqual({ isPlaying: false, lastEnd: { kind: 'failed', error } })
  })
})
