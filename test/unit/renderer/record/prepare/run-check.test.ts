import { describe, expect, it } from 'vitest'
import { createCell } from '#renderer/cell.ts'
import { MicrophoneError } from '#renderer/audio/microphone.ts'
import type { Recorder, RecorderState } from '#renderer/audio/recorder.ts'
import type { CheckPhase } from '#renderer/record/prepare/run-check.ts'
import { createCheckRun, sentenceSecondsMost, silenceSeconds } from '#renderer/record/prepare/run-check.ts'
import type { SessionSoundCheck } from '#shared/entities/take.ts'
import { anInput } from '#test/builders.ts'

const sampleRateHz = 48_000
const now = () => new Date('2026-11-02T09:00:00.000Z')

function noise(seconds: number, dbfs: number): Float32Array<ArrayBuffer> {
  let seed = 7
  return Float32Array.from({ length: seconds * sampleRateHz }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0
    return (seed / 2 ** 31) * Math.sqrt(3) * 10 ** (dbfs / 20)
  })
}

/** A microphone that hears a room, then a voice; it answers when the test lets it. */
function aRecorder(roomDbfs = -66) {
  const listening: RecorderState = { kind: 'listening', input: anInput, meter: null, muted: false, armed: false }
  const state = createCell<RecorderState>(listening)
  const asked: {
    seconds: number
    signal: AbortSignal | undefined
    answer: ReturnType<typeof Promise.withResolvers<void>>
  }[] = []
  const hear = async (seconds: number, dbfs: number, signal: AbortSignal | undefined) => {
    const answer = Promise.withResolvers<void>()
    asked.push({ seconds, signal, answer })
    await answer.promise
    return { samples: noise(1, dbfs), sampleRateHz }
  }
  const recorder: Pick<Recorder, 'state' | 'listen' | 'listenUntil'> = {
    state,
    listen: ({ seconds, signal }) => hear(seconds, roomDbfs, signal),
    listenUntil(signal, { mostSeconds }) {
      const heard = hear(mostSeconds, -22, signal)
      const { answer } = asked.at(-1) ?? {}
      signal.addEventListener('abort', () => answer?.resolve())
      return heard
    },
  }
  return { recorder, state, asked }
}

/** Each phase as it came. */
function watch(run: ReturnType<typeof createCheckRun>): CheckPhase['kind'][] {
  const seen: CheckPhase['kind'][] = []
  run.phase.subscribe(() => seen.push(run.phase.get().kind))
  return seen
}

/** What a run keeps; null for nothing. */
async function begin(run: ReturnType<typeof createCheckRun>): Promise<SessionSoundCheck | null> {
  let kept: SessionSoundCheck | null = null
  await run.begin((check) => {
    expect(run.phase.get().kind, 'it is kept before it rests').not.toBe('resting')
    kept = check
  })
  return kept
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('a sound check', () => {
  it('measures two seconds of room, then a sentence of five at most, against that room', async () => {
    const { recorder, asked } = aRecorder()
    const run = createCheckRun({ recorder, now })
    const seen = watch(run)
    const made = begin(run)
    asked[0]?.answer.resolve()
    await settled()
    asked[1]?.answer.resolve()
    const check = await made
    expect(asked.map(({ seconds }) => seconds)).toEqual([silenceSeconds, sentenceSecondsMost])
    expect(seen).toEqual(['silence', 'sentence', 'resting'])
    expect(check).toMatchObject({ input: anInput, madeAt: '2026-11-02T09:00:00.000Z' })
    expect(check?.noiseFloorDbfs).toBeCloseTo(-66, 0)
    expect(check?.room.noiseFloorDbfs).toBe(check?.noiseFloorDbfs)
    expect(check?.sentence?.snrDb).toBeCloseTo(44, 0)
  })

  it('ends with the voice, by what the level meter shows, in a loud room too', async () => {
    const { recorder, asked } = aRecorder(-40)
    const run = createCheckRun({ recorder, now })
    const made = begin(run)
    asked[0]?.answer.resolve()
    await settled()
    for (let ms = 0; ms < 1000; ms += 16) run.hear(-20, ms)
    expect(run.phase.get()).toEqual({ kind: 'sentence', voice: 'speaking' })
    for (let ms = 1000; ms < 2000; ms += 16) run.hear(-40, ms)
    expect((await made)?.sentence).not.toBeNull()
  })

  it('given up is nothing, and begun again leaves the first behind', async () => {
    const { recorder, asked } = aRecorder()
    const run = createCheckRun({ recorder, now })
    const first = begin(run)
    const second = begin(run)
    expect(asked[0]?.signal?.aborted).toBe(true)
    asked[0]?.answer.reject(new DOMException('given up', 'AbortError'))
    expect(await first).toBeNull()
    expect(run.phase.get().kind).toBe('silence')
    run.giveUp()
    asked[1]?.answer.resolve()
    expect(await second).toBeNull()
    expect(run.phase.get().kind).toBe('resting')
  })

  it('is nothing when the microphone goes meanwhile, and when it is not open', async () => {
    const { recorder, state, asked } = aRecorder()
    const run = createCheckRun({ recorder, now })
    const made = begin(run)
    asked[0]?.answer.reject(new MicrophoneError('unplugged'))
    expect(await made).toBeNull()
    expect(run.phase.get().kind).toBe('resting')
    state.set({ kind: 'failed', fault: 'unplugged' })
    expect(await begin(run)).toBeNull()
    expect(asked).toHaveLength(1)
  })
})
