import { basename } from 'node:path'
import { command } from '../command.ts'
import { readableFile } from '../readable-file.ts'

export const courseMap = command({
  name: 'course map',
  usage: '[FILE]',
  summary: 'Tells, or with FILE sets, how the course’s backend calls our categories and phonemes.',
  details: ['FILE   a CSV of kind, id or symbol, and the backend’s number; an empty file takes the mapping back'],
  options: {},
  positionals: ['FILE?'],
  async run({ positionals: [path] }, call) {
    const file = path === undefined ? undefined : await readableFile(path)
    const studio = await call.studio()
    const mapping = file
      ? await studio.bundles.setMapping({ file, fileName: basename(path ?? '') })
      : await studio.bundles.mapping()
    const { categories, phonemes, importedAt } = mapping
    return {
      document: mapping,
      lines: [
        importedAt === null
          ? 'No row of ours is mapped: a bundle brings the course’s backend all of its rows.'
          : `${categories} categories and ${phonemes} phonemes are the backend’s own rows, since ${importedAt}.`,
      ],
    }
  },
})
