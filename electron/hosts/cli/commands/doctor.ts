import { command, finish } from '../command.ts'

export const doctor = command({
  name: 'doctor',
  usage: '',
  summary: 'Reads every file that the catalog names again, and says what is wrong.',
  options: {},
  async run(_given, call) {
    const studio = await call.studio()
    const result = await finish(await studio.catalog.doctor(undefined, { signal: call.signal }), call)
    const { sources, takes, faults } = result
    const lines = faults.map(({ kind, id, path, reason }) => [kind, id, path, reason].filter(Boolean).join('  '))
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`
    return {
      document: result,
      lines: [...lines, `${sources} sources and ${takes} takes were read.`],
      failure: faults.length === 0 ? undefined : `The doctor found ${count}.`,
    }
  },
})
