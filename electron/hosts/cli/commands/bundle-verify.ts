import { basename } from 'node:path'
import { command, finish } from '../command.ts'
import { withSentFile } from '../send-file.ts'

export const bundleVerify = command({
  name: 'bundle verify',
  usage: 'FILE',
  summary: 'Reads all of a bundle: structure, every checksum, the catalog, every sound. Changes nothing.',
  options: {},
  positionals: ['FILE'],
  async run({ positionals: [path = ''] }, call) {
    const studio = await call.studio()
    const report = await withSentFile(path, studio, call, async (uploadId) =>
      finish(await studio.bundles.verify({ uploadId }, { signal: call.signal }), call),
    )
    const { valid, faults, faultCount, counts } = report
    const { files, bytes, sources, takes } = counts
    const inWords = `${files} files, ${(bytes / 1_048_576).toFixed(2)} MB, ${sources} sources, ${takes} takes`
    return {
      document: report,
      lines: valid
        ? [`${path} is whole: ${inWords}.`]
        : faults.map((fault) => (fault.path === null ? fault.sentence : `${fault.path}: ${fault.sentence}`)),
      ...(valid ? {} : { failure: `${basename(path)} has ${faultCount === 1 ? '1 fault' : `${faultCount} faults`}.` }),
    }
  },
})
