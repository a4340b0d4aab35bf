import type { FillProgress } from '#shared/contract/parts.ts'
import { type Call, command, finish } from '../command.ts'
import { Stopped, WrongArguments } from '../failures.ts'
import { listFailures } from '../list-failures.ts'
import { table } from '../table.ts'

export const ttsFill = command({
  name: 'tts fill',
  usage: '[--missing | --expired | --all] [--voice V…] [--category C] [--phoneme P…]',
  summary: 'Makes TTS clips: for all phonemes, or for those named; the most played first.',
  details: [
    '--missing      what has no clip of that voice that has not expired (this is meant where none is named)',
    '--expired      what had one; where no voice is named, in every voice that it had',
    '--all          everything, but what was asked for in the very same way already',
    '--voice V      instead of each phoneme’s default; may be given more than once',
    '--category C   of one category, by its name',
    '--phoneme P    may be given more than once',
    'Stopped with Ctrl-C, what is still waiting goes on when the studio is next started; "queue cancel" cancels it.',
  ],
  options: {
    missing: { type: 'boolean' },
    expired: { type: 'boolean' },
    all: { type: 'boolean' },
    voice: { type: 'string', multiple: true },
    category: { type: 'string' },
    phoneme: { type: 'string', multiple: true },
  },
  async run({ values }, call) {
    const { voice: voices, category, phoneme: phonemes } = values
    const named = (['missing', 'expired', 'all'] as const).filter((which) => values[which])
    if (named.length > 1) throw new WrongArguments(`"--${named[0]}" and "--${named[1]}" can't be meant together.`)
    const studio = await call.studio()
    const categoryId = category === undefined ? undefined : await categoryNamed(category, studio)
    // Held alone, the folder lets no other command in that would resume it.
    const { paused } = await studio.queue.state()
    const stream = await studio.generation.fill(
      {
        which: named[0] ?? 'missing',
        sourceType: 'tts',
        ...(phonemes !== undefined && { phonemes }),
        ...(voices !== undefined && { voices }),
        ...(categoryId !== undefined && { categoryId }),
        ...(paused && { wait: false }),
      },
      { signal: call.signal },
    )
    const result = await finishUnlessStopped(stream, call)
    const { made, kept, failures, waiting } = result
    const counts = `${made.length} made, ${kept} kept, ${failures.length} failed`
    const lines = [...byVoice(made), waiting === 0 ? `${counts}.` : `${counts}, ${waiting} wait.`]
    const told = failures.length === 0 ? [] : [await listFailures('could not be made', failures)]
    if (waiting > 0 && paused) told.push('The queue is paused: "queue resume" lets it go on.')
    else if (waiting > 0) told.push('The studio closed: what waits goes on when it is next started.')
    return { document: result, lines, failure: told.length === 0 ? undefined : told.join(' ') }
  },
})

/** Ctrl-C says how far it came; the jobs go on without whoever asked. */
async function finishUnlessStopped<T>(
  stream: { next(): Promise<IteratorResult<FillProgress, T>> },
  call: Call,
): Promise<T> {
  let last: FillProgress | undefined
  const showProgress = (step: FillProgress) => {
    last = step
    call.showProgress(step)
  }
  try {
    return await finish(stream, { showProgress, signal: call.signal })
  } catch (error) {
    if (!call.signal.aborted || last === undefined) throw error
    const { made, failed, done, total } = last
    const counts = `${made} made, ${done - made - failed} kept, ${failed} failed, ${total - done} wait`
    throw new Stopped(`Stopped: ${counts}. ${total === done ? '' : goesOn}`.trimEnd())
  }
}

/** Which voice spoke: another one, where the default could not be reached. */
function byVoice(made: readonly { voiceId: string }[]): string[] {
  const counts = Map.groupBy(made, ({ voiceId }) => voiceId)
  return table([...counts].map(([voiceId, clips]) => [voiceId, String(clips.length)]))
}

const goesOn = 'What waits goes on in the studio that runs, or when it is next started; "queue cancel" cancels it.'

type Studio = Awaited<ReturnType<Parameters<typeof ttsFill.execute>[1]['studio']>>

async function categoryNamed(name: string, studio: Studio): Promise<string> {
  const categories = await studio.phonemes.categories()
  const wanted = name.toLocaleLowerCase()
  const found = categories.find((one) => one.id === name || one.name.toLocaleLowerCase() === wanted)
  if (found !== undefined) return found.id
  const known = categories.map((one) => one.name).join(', ')
  throw new WrongArguments(`"--category" knows ${known}, but not "${name}".`)
}
