import { anInput } from '#test/builders.ts'
import { chunkOf } from '#test/sounds.ts'
import type { StudioClient } from './join-studio.ts'

/** A new speaker opens a session and begins a take of that phoneme. */
export async function beginTake(client: StudioClient, symbol: string) {
  const { phoneme } = await client.phonemes.get({ phoneme: symbol })
  const speaker = await client.speakers.add({ displayName: 'Anna', consent: 'CC-BY-4.0', accent: 'en-US' })
  const session = await client.recording.openSession({ speakerId: speaker.id, input: anInput })
  const asked = {
    sessionId: session.id,
    phonemeId: phoneme.id,
    promptId: null,
    context: 'isolated',
    input: anInput,
  } as const
  const { takeId } = await client.recording.begin(asked)
  let sequence = 0
  return {
    takeId,
    phoneme,
    speaker,
    session,
    append: (samples: Float32Array) =>
      client.recording.append({ takeId, sequence: sequence++, samples: chunkOf(samples) }),
  }
}
