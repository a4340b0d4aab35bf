import type { Recorder, RecorderState, WaitFor } from '#renderer/audio/recorder.ts'
import { TakeCancelled } from '#renderer/audio/recorder.ts'
import type { StudioConnection } from '#renderer/api/studio-connection.ts'
import type { ChunkSink } from '#renderer/audio/chunk-courier.ts'
import { MicrophoneError } from '#renderer/audio/microphone.ts'
import { createCell } from '#renderer/cell.ts'
import { createSitting } from '#renderer/record/sitting.ts'
import type { SavedTake } from '#renderer/record/saved-take.ts'
import type { Session } from '#shared/entities/take.ts'
import { anInput, aSession, aTake } from '#test/builders.ts'

type Calls = { name: string; input: Record<string, unknown> }[]

/** A studio that remembers what it was asked, and answers as the real one does. */
export function studioDouble() {
  const calls: Calls = []
  const open = new Map<string, Session>()
  const begun = new Map<string, Record<string, unknown>>()
  let gate: Promise<void> = Promise.resolve()
  let failing: string | null = null

  const answer =
    <Input, Output>(name: string, give: (input: Input) => Output) =>
    async (input: Input): Promise<Output> => {
      calls.push({ name, input: input as Record<string, unknown> })
      await gate
      if (failing === name) throw new Error(`${name} failed`)
      return give(input)
    }

  const recording = {
    openSession: answer(
      'openSession',
      ({ speakerId, sittingId, soundCheck }: Partial<Session> & { speakerId: string }) => {
        const session = aSession({ speakerId, sittingId: sittingId ?? null, soundCheck: soundCheck ?? null })
        open.set(session.id, session)
        return session
      },
    ),
    setSoundCheck: answer(
      'setSoundCheck',
      ({ sessionId, soundCheck }: { sessionId: string } & Pick<Session, 'soundCheck'>) => {
        const session = { ...(open.get(sessionId) as Session), soundCheck }
        open.set(sessionId, session)
        return session
      },
    ),
    closeSession: answer('closeSession', ({ sessionId }: { sessionId: string }) => {
      open.delete(sessionId)
      return {}
    }),
    begin: answer('begin', (input: Record<string, unknown> & { takeId: string }) => {
      begun.set(input.takeId, input)
      return { takeId: input.takeId }
    }),
    append: answer('append', () => ({ frames: 1 })),
    finish: answer('finish', ({ takeId }: { takeId: string }): SavedTake => {
      const { sessionId, phonemeId, promptId, context } = begun.get(takeId) as Record<string, string>
      const take = aTake({
        id: takeId,
        sessionId: sessionId ?? '',
        speakerId: 'anna',
        phonemeId: phonemeId ?? '',
        promptId: promptId ?? null,
        context: context as 'isolated',
      })
      const waveform = { sampleRateHz: 48_000, frameCount: 1, points: 0, peaksBase64: '' }
      return { take, speakerName: 'Anna', url: '/media/take', publishedSourceId: null, waveform }
    }),
  }
  return {
    calls,
    open,
    asked: (name: string) => calls.filter((call) => call.name === name).map(({ input }) => input),
    /** Answers wait until `let go`. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
    fail(name: string | null) {
      failing = name
    },
    connection: {
      client: { recording } as unknown as StudioConnection['client'],
      whenOpen: () => Promise.resolve(),
    },
  }
}

/** A microphone whose takes last until they are stopped, and whose sounds come when the test says. */
export function recorderDouble() {
  const listening: RecorderState = { kind: 'listening', input: anInput, meter: null, muted: false, armed: false }
  const state = createCell<RecorderState>({ kind: 'closed' })
  let opened = 0
  let underWay: { sink: ChunkSink; end: PromiseWithResolvers<void> } | null = null
  let waiting: { waitFor: WaitFor; sound: PromiseWithResolvers<void> } | null = null

  const cut = async (sink: ChunkSink) => {
    const end = Promise.withResolvers<void>()
    underWay = { sink, end }
    state.set({ kind: 'recording', input: anInput, meter: null, sinceMs: 0, droppedFrames: 0 })
    await sink(0, new Float32Array(4))
    await end.promise
    underWay = null
    state.set(listening)
    return { frames: 4, preRollFrames: 1, keyUpFrame: 3, droppedFrames: 0, continuityProven: true } as const
  }
  const recorder: Recorder = {
    state,
    async open() {
      opened += 1
      state.set(listening)
      return anInput
    },
    take: async (sink) => ({ ...(await cut(sink)), endedBy: 'stop' }),
    async takeByItself(sink, _mayResend, waitFor) {
      if (waitFor.signal.aborted) throw new TakeCancelled()
      const sound = Promise.withResolvers<void>()
      waiting = { waitFor, sound }
      state.set({ ...listening, armed: true })
      waitFor.signal.addEventListener('abort', () => sound.reject(new TakeCancelled()))
      try {
        await sound.promise
      } finally {
        waiting = null
        if (state.get().kind === 'listening') state.set(listening)
      }
      return { ...(await cut(sink)), endedBy: 'stop', heard: { kind: 'sound' } }
    },
    stop: () => underWay?.end.resolve(),
    listen: () => Promise.reject(new Error('not here')),
    listenUntil: () => Promise.reject(new Error('not here')),
    close: () => state.set({ kind: 'closed' }),
  }
  return {
    recorder,
    openings: () => opened,
    waitsFor: () => waiting?.waitFor ?? null,
    hearSound: () => waiting?.sound.resolve(),
    unplug() {
      state.set({ kind: 'failed', fault: 'unplugged' })
      waiting?.sound.reject(new MicrophoneError('unplugged'))
    },
  }
}

export function aSittingRoom() {
  const studio = studioDouble()
  const microphone = recorderDouble()
  const taken: SavedTake[] = []
  const sitting = createSitting({
    connection: studio.connection,
    recorder: microphone.recorder,
    choices: { read: () => ({ speakerId: 'anna', deviceId: null }), remember: () => undefined },
    onTaken: (take) => taken.push(take),
  })
  return { studio, microphone, sitting, taken }
}
