import { jobStates } from '#shared/contract/voices.ts'
import type { JobView, QueueState } from '#shared/contract/voices.ts'
import { command } from '../command.ts'
import { oneOf } from '../one-of.ts'
import { table } from '../table.ts'
import { loadWords } from '../words.ts'

export const queue = command({
  name: 'queue',
  usage: '[--state S]',
  summary: 'Shows the clips that wait, are being made, or failed.',
  details: [`--state S   only those: ${jobStates.join(', ')}`],
  options: { state: { type: 'string' } },
  async run({ values }, call) {
    const state = oneOf(jobStates, values.state, '--state')
    const studio = await call.studio()
    const counts = await studio.queue.state()
    const jobs = await studio.queue.list({ limit: 1000, ...(state !== undefined && { state }) })
    const words = await loadWords()
    const cells = (job: JobView) => [
      job.id,
      job.state,
      job.ipaSymbol,
      job.voiceId,
      job.sourceType,
      `try ${job.attempts}`,
      job.failure === null ? '' : words.fault(job.failure.code, job.failure.data),
    ]
    return { document: { ...counts, jobs }, lines: [...table(jobs.map(cells)), sentence(counts)] }
  },
})

const act = (
  name: 'pause' | 'resume' | 'cancel' | 'retry',
  summary: string,
  run: (studio: Awaited<ReturnType<Parameters<typeof queue.execute>[1]['studio']>>) => Promise<QueueState>,
) =>
  command({
    name: `queue ${name}`,
    usage: '',
    summary,
    options: {},
    async run(_given, call) {
      const counts = await run(await call.studio())
      return { document: counts, lines: [sentence(counts)] }
    },
  })

export const queuePause = act('pause', 'Begins nothing new; what runs goes on.', ({ queue: q }) =>
  q.setPaused({ paused: true }),
)
export const queueResume = act('resume', 'Goes on.', ({ queue: q }) => q.setPaused({ paused: false }))
export const queueCancel = act('cancel', 'Cancels everything that waits or runs.', ({ queue: q }) => q.cancel({}))
export const queueRetry = act(
  'retry',
  'Tries again what failed or was cancelled in the last 24 hours.',
  ({ queue: q }) => q.retry({}),
)

function sentence({ paused, waiting, running, failed }: QueueState): string {
  return `${waiting} waiting, ${running} being made, ${failed} failed${paused ? '; paused' : ''}.`
}
