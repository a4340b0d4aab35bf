import { command, finish } from '../command.ts'
import { listFailures } from '../list-failures.ts'

export const ttsFill = command({
  name: 'tts fill',
  usage: '[--missing] [--phoneme P…] [--voice V] [--engine E]',
  summary: 'Makes TTS clips: for all phonemes, or for those named.',
  details: [
    '--missing     leaves alone what has a clip of that voice that has not expired',
    '--phoneme P   may be given more than once',
    '--voice V     instead of each phoneme’s own',
    '--engine E    such as espeak',
  ],
  options: {
    missing: { type: 'boolean' },
    phoneme: { type: 'string', multiple: true },
    voice: { type: 'string' },
    engine: { type: 'string' },
  },
  async run({ values }, call) {
    const { missing = false, phoneme, voice, engine } = values
    const studio = await call.studio()
    const { fill } = studio.generation
    const wish = {
      missing,
      sourceType: 'tts' as const,
      ...(phoneme !== undefined && { phonemes: phoneme }),
      ...(voice !== undefined && { voiceId: voice }),
      ...(engine !== undefined && { engine }),
    }
    const stream = await fill(wish, { signal: call.signal })
    const result = await finish(stream, call)
    const { made, kept, failures } = result
    const lines = [`${made.length} made, ${kept} kept, ${failures.length} failed.`]
    const failure = failures.length === 0 ? undefined : await listFailures('could not be made', failures)
    return { document: result, lines, failure }
  },
})
