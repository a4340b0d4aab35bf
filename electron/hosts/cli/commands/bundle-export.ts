import { join, resolve } from 'node:path'
import { command, finish } from '../command.ts'
import { listFailures } from '../list-failures.ts'
import { deliver, refuseTarget } from '../deliver.ts'

export const bundleExport = command({
  name: 'bundle export',
  usage: 'FILE [--with-takes] [--force]',
  summary: 'Writes audio and catalog into one file, with checksums.',
  details: ['--with-takes   the untouched takes too', '--force        overwrites FILE where it is there already'],
  options: { 'with-takes': { type: 'boolean' }, force: { type: 'boolean' } },
  positionals: ['FILE'],
  async run({ values, positionals: [path = ''] }, call) {
    const target = resolve(path)
    const force = values.force ?? false
    await refuseTarget(target, force)
    const studio = await call.studio()
    const stream = await studio.bundles.export({ withTakes: values['with-takes'] ?? false }, { signal: call.signal })
    const { path: written, sizeBytes, sha256, sources, leftOut } = await finish(stream, call)
    await deliver({ from: join(call.folder, written), to: target, force })
    return {
      document: { file: target, sizeBytes, sha256, sources, leftOut },
      lines: [
        `${target}: ${sources} sources, ${(sizeBytes / 1_048_576).toFixed(2)} MB, sha256 ${sha256}`,
        ...(leftOut.length === 0 ? [] : [await listFailures('left out', leftOut)]),
      ],
    }
  },
})
