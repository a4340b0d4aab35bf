import { command, finish } from '../command.ts'
import { listFailures } from '../list-failures.ts'

export const doctor = command({
  name: 'doctor',
  usage: '[--requeue]',
  summary: 'Reads every file that the catalog names again, and says what is wrong.',
  details: [
    '--requeue   machine clips with a fault of their file are queued to be made again; once they are, asking again takes the',
    '            broken ones away. Recordings and preferred sources are left for a person to decide on',
  ],
  options: { requeue: { type: 'boolean' } },
  async run({ values: { requeue = false } }, call) {
    const studio = await call.studio()
    const result = await finish(await studio.catalog.doctor({ requeue }, { signal: call.signal }), call)
    const { sources, takes, faults, requeued, replaced, failures } = result
    const lines = faults.map(({ kind, id, path, reason }) => [kind, id, path, reason].filter(Boolean).join('  '))
    const again = `${clips(requeued)} ${requeued === 1 ? 'waits' : 'wait'} to be made again; ${clips(replaced.length)} that had been made again ${replaced.length === 1 ? 'was' : 'were'} taken away.`
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`
    const failed = failures.length === 0 ? [] : [await listFailures('can’t be made again', failures)]
    return {
      document: result,
      lines: [...lines, `${sources} sources and ${takes} takes were read.`, ...(requeue ? [again, ...failed] : [])],
      failure: faults.length === 0 ? undefined : `The doctor found ${count}.`,
    }
  },
})

function clips(count: number): string {
  return count === 1 ? 'one clip' : `${count} clips`
}
