import { v7 } from 'uuid'
import { hearsPlayback } from '#shared/acoustics/leak/hears-playback.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { runStream } from '../../api/run-stream.ts'
import type { StudioClient } from '../../api/studio-connection.ts'
import { decodeClip } from '../../audio/decode-clip.ts'
import type { Player } from '../../audio/player.ts'
import type { HeardSamples, Recorder } from '../../audio/recorder.ts'
import type { Cell } from '../../cell.ts'
import { createCell } from '../../cell.ts'

export type ReferenceEnd =
  /** `heard`: whether the microphone hears what is played; null where it could not be told. */
  | { kind: 'played'; heard: boolean | null }
  /** There is no sound, and none could be made. */
  | { kind: 'none' }
  | { kind: 'stopped' }

export interface ReferenceState {
  /** From the asking until the loudspeaker is silent again. */
  isPlaying: boolean
  /** How it ended last time; an error where a call failed. */
  lastEnd: ReferenceEnd | { kind: 'failed'; error: unknown } | null
}

export interface Reference {
  state: Cell<ReferenceState>
  /** Settles when the loudspeaker is silent again, and what it played has died away; never rejects. */
  play(phonemeId: string, signal?: AbortSignal): Promise<void>
  stop(): void
}

/** The room and the device's own buffers go on a little after the last sample; a take begins with what was heard before. */
const tailMs = 400
const longestSeconds = 15

/** The best sound there is of a phoneme, played to the speaker while the microphone says whether it hears it. */
export function createReference({
  client,
  player,
  recorder,
}: {
  client: StudioClient
  player: Player
  recorder: Pick<Recorder, 'state' | 'listenUntil'>
}): Reference {
  const resolve = async (phonemeId: string) => {
    const { source, url } = await client.phonemes.resolve({ phoneme: phonemeId })
    return source && url !== null ? { source, url } : null
  }

  const findOrMake = async (phonemeId: string, signal: AbortSignal) => {
    const found = await resolve(phonemeId)
    if (found) return found
    const { phoneme } = await client.phonemes.get({ phoneme: phonemeId })
    const [own] = phoneme.espeak
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it fills the catalog, not an array
    const making = await client.generation.fill(
      {
        phonemes: [phonemeId],
        // The voice that says the bare sound, and needs no network: somebody waits.
        ...(own && { voices: [`espeak:${own.voice}`] }),
        which: 'missing',
        sourceType: 'generated',
        urgent: true,
      },
      { signal },
    )
    await runStream(making, () => undefined)
    return resolve(phonemeId)
  }

  const state = createCell<ReferenceState>({ isPlaying: false, lastEnd: null })
  let playing: AbortController | null = null

  const run = async (phonemeId: string, signal: AbortSignal): Promise<ReferenceEnd> => {
    const found = await findOrMake(phonemeId, signal)
    if (signal.aborted) return { kind: 'stopped' }
    if (!found) return { kind: 'none' }
    const silentAgain = new AbortController()
    const heard = listen(recorder, silentAgain.signal)
    await playThrough(player, found, signal, () => {
      // A play that could not be counted is no reason to disturb whoever listens.
      client.sources.played({ playId: v7(), sourceId: found.source.id }).catch(() => undefined)
    })
    await new Promise((done) => setTimeout(done, tailMs))
    silentAgain.abort()
    if (signal.aborted) return { kind: 'stopped' }
    return { kind: 'played', heard: await microphoneHears(await heard, found.url, signal) }
  }

  return {
    state,
    stop: () => playing?.abort(),
    async play(phonemeId, signal) {
      playing?.abort()
      const mine = new AbortController()
      playing = mine
      state.set({ ...state.get(), isPlaying: true })
      const either = signal ? AbortSignal.any([mine.signal, signal]) : mine.signal
      const lastEnd = await run(phonemeId, either).catch((error: unknown) => {
        // A call that was given up rejects, too.
        return either.aborted ? ({ kind: 'stopped' } as const) : ({ kind: 'failed', error } as const)
      })
      if (playing === mine) state.set({ isPlaying: false, lastEnd })
    },
  }
}

/** null: the microphone is not open, or went. */
async function listen(
  recorder: Pick<Recorder, 'state' | 'listenUntil'>,
  until: AbortSignal,
): Promise<HeardSamples | null> {
  if (recorder.state.get().kind !== 'listening') return null
  return recorder.listenUntil(until, { mostSeconds: longestSeconds }).catch(() => null)
}

async function playThrough(
  player: Player,
  { source, url }: { source: AudioSource; url: string },
  signal: AbortSignal,
  onStart: () => void,
): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const isMine = () => {
    const now = player.state.get()
    return (now.kind === 'loading' || now.kind === 'playing') && now.clipId === source.id
  }
  const stop = () => {
    if (isMine()) player.stop()
  }
  signal.addEventListener('abort', stop)
  await player.play({ id: source.id, url, onStart })
  const leave = player.state.subscribe(() => isMine() || resolve())
  if (!isMine()) resolve()
  await over
  leave()
  signal.removeEventListener('abort', stop)
}

async function microphoneHears(heard: HeardSamples | null, url: string, signal: AbortSignal): Promise<boolean | null> {
  if (heard === null) return null
  try {
    const { channels, sampleRateHz } = await decodeClip(url, heard.sampleRateHz, signal)
    const [played] = channels
    if (!played) return null
    const { heard: isHeard } = hearsPlayback({
      played,
      playedRateHz: sampleRateHz,
      heard: heard.samples,
      heardRateHz: heard.sampleRateHz,
    })
    return isHeard
  } catch {
    // What can't be decoded says nothing about the microphone, and was heard all the same.
    return null
  }
}
