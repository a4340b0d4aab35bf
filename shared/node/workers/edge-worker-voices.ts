import { z } from 'zod'
import { edgeVoiceOf } from '../engines/edge-request.ts'
import type { Voice } from '../engines/engine.ts'
import { SpeechFault } from '../engines/speech-fault.ts'
import { badAnswer, connectionFault, statusFault } from './edge-worker-faults.ts'
import { askOverHttp } from './edge-worker-http.ts'
import type { EdgeService } from './edge-worker-service.ts'

const listDeadlineMs = 10_000

const tooLate = new SpeechFault({
  code: 'DEADLINE',
  data: { engine: 'edge', phase: 'speech', deadlineMs: listDeadlineMs },
})

const LiveList = z.array(z.object({ ShortName: z.string(), Status: z.string().optional() }))

/** The service's own list, of its English voices: the phonemes are those of English. */
export async function liveVoices(service: EdgeService): Promise<Voice[]> {
  const signal = AbortSignal.timeout(listDeadlineMs)
  const answer = await askOverHttp(service.voicesUrl, 'GET', signal).catch(async (error: unknown) => {
    if (signal.aborted) throw tooLate
    throw await connectionFault(error, service, signal)
  })
  if (answer.status !== 200) throw await statusFault(answer.status, service, signal)
  const list = LiveList.safeParse(parsed(answer.body))
  if (!list.success) throw badAnswer(service, 'the list of voices has another form')
  return list.data
    .filter(({ Status }) => Status !== 'Deprecated')
    .flatMap(({ ShortName: id }) => {
      const voice = edgeVoiceOf(id)
      return voice?.language.startsWith('en-') ? [{ id, ...voice, name: spaced(voice.name) }] : []
    })
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Nothing is no list either, and is told as such.
    return undefined
  }
}

/** `AndrewMultilingual` → `Andrew Multilingual`. */
function spaced(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
}
