import { v7 } from 'uuid'
import type { ScriptLine } from '#shared/entities/script/script.ts'
import type { Licence } from '#shared/entities/speaker.ts'
import type { SessionSoundCheck } from '#shared/entities/take.ts'
import { anInput } from '#test/builders.ts'
import { chunkOf, toneIn } from '#test/sounds.ts'
import type { StudioClient } from './join-studio.ts'

interface Wishes {
  title?: string
  displayName?: string
  phonemes?: string[]
  contexts?: ScriptLine['context'][]
  promptsEach?: number
  takes?: number
  consent?: Licence | null
  soundCheck?: SessionSoundCheck
}

/** A new speaker begins a sitting and opens the microphone; `record` makes a whole take of one of its prompts. */
export async function beginSitting(client: StudioClient, wishes: Wishes = {}) {
  const { phonemes = ['iː'], contexts = ['isolated', 'word'], promptsEach = 1, takes = 2, soundCheck } = wishes
  const script = await client.scripts.build({
    title: wishes.title ?? 'Vowels',
    phonemes,
    contexts,
    promptsEach,
    takes,
    order: 'inventory',
  })
  const { consent = 'CC-BY-4.0' } = wishes
  const speaker = await client.speakers.add({ displayName: wishes.displayName ?? 'Anna', consent, accent: 'en-US' })
  const sittingId = v7()
  const asked = { sittingId, speakerId: speaker.id, script, mode: 'one-key' } as const
  const sitting = await client.sittings.start(asked)
  const session = await client.recording.openSession({
    speakerId: speaker.id,
    input: anInput,
    sittingId,
    ...(soundCheck && { soundCheck }),
  })

  async function begin(at: number) {
    const takeId = v7()
    const { promptId = null, phonemeId = '', context = 'isolated' } = sitting.prompts[at] ?? {}
    await client.recording.begin({ takeId, sessionId: session.id, phonemeId, promptId, context, input: anInput })
    return takeId
  }

  async function record(at: number, samples = toneIn(0.3, 0.3, 48_000)) {
    const takeId = await begin(at)
    await client.recording.append({ takeId, sequence: 0, samples: chunkOf(samples) })
    return client.recording.finish({ takeId, droppedFrames: 0 })
  }

  return { asked, script, speaker, sitting, sittingId, session, begin, record }
}
