import { v7 } from 'uuid'
import type { Licence } from '#shared/entities/speaker.ts'
import { anInput } from '#test/builders.ts'
import { chunkOf } from '#test/sounds.ts'
import type { StudioClient } from './join-studio.ts'

/** A new speaker opens a session and begins a take of that phoneme; `another` begins one more of the same. */
export async function beginTake(client: StudioClient, symbol: string, consent: Licence | null = 'CC-BY-4.0') {
  const { phoneme } = await client.phonemes.get({ phoneme: symbol })
  const speaker = await client.speakers.add({ displayName: 'Anna', consent, accent: 'en-US' })
  const session = await client.recording.openSession({ speakerId: speaker.id, input: anInput })

  async function another() {
    const takeId = v7()
    const asked = { takeId, sessionId: session.id, phonemeId: phoneme.id, promptId: null, input: anInput }
    await client.recording.begin({ ...asked, context: 'isolated' })
    let sequence = 0
    const append = (samples: Float32Array) =>
      client.recording.append({ takeId, sequence: sequence++, samples: chunkOf(samples) })
    return { takeId, append }
  }

  return { phoneme, speaker, session, another, ...(await another()) }
}
