import { join, resolve } from 'node:path'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import { sourceStates } from '#shared/contract/sources.ts'
import type { BundleChoice, ExportOptions } from '#shared/contract/bundles.ts'
import type { StudioClient } from '../command.ts'
import { command, finish } from '../command.ts'
import { deliver, refuseTarget } from '../deliver.ts'
import { WrongArguments } from '../failures.ts'
import { listFailures } from '../list-failures.ts'
import { oneOf } from '../one-of.ts'

const formatWords = ['flac', 'mp3', 'mp3-128', 'mp3-192', 'ogg'] as const
const filterWords = ['type', 'voice', 'language', 'phoneme', 'category', 'speaker', 'state', 'text'] as const
const vorbisQuality = 5

export const bundleExport = command({
  name: 'bundle export',
  usage: 'FILE [--preferred | --since-last | --filter KEY=VALUE…] [--format F…] [--with-takes] [--force]',
  summary: 'Writes audio and catalog into one file, with checksums.',
  details: [
    '--preferred        only the sources that are preferred',
    '--since-last       only what changed since the last bundle of everything, or of what had changed',
    `--filter K=V       only some sources; may be said several times: ${filterWords.join(', ')}`,
    `--format F         other forms besides each source’s own file: ${formatWords.join(', ')}; may be said several times`,
    '--with-takes       the untouched takes too',
    '--with-metadata    metadata.csv as the LJSpeech corpus has it',
    '--with-textgrids   a Praat TextGrid for each sound',
    '--organisation O   for whom the bundle is made, as bag-info.txt tells it',
    '--force            overwrites FILE where it is there already',
  ],
  options: {
    preferred: { type: 'boolean' },
    'since-last': { type: 'boolean' },
    filter: { type: 'string', multiple: true },
    format: { type: 'string', multiple: true },
    'with-takes': { type: 'boolean' },
    'with-metadata': { type: 'boolean' },
    'with-textgrids': { type: 'boolean' },
    organisation: { type: 'string' },
    force: { type: 'boolean' },
  },
  positionals: ['FILE'],
  async run({ values, positionals: [path = ''] }, call) {
    const { preferred, filter: filters = [], format: formats = [] } = values
    const wishes = [preferred, values['since-last'], filters.length > 0].filter(Boolean)
    if (wishes.length > 1) throw new WrongArguments('"--preferred", "--since-last" and "--filter" exclude each other.')
    const forms = formats.map(formOf)
    const wanted = filters.map(filterOf)
    const target = resolve(path)
    const force = values.force ?? false
    await refuseTarget(target, force)
    const studio = await call.studio()
    const what = await choiceOf(studio, { preferred, sinceLast: values['since-last'], wanted })
    const stream = await studio.bundles.export(
      {
        what,
        formats: forms,
        withTakes: values['with-takes'] ?? false,
        withMetadataCsv: values['with-metadata'] ?? false,
        withTextGrids: values['with-textgrids'] ?? false,
        ...(values.organisation !== undefined && { organisation: values.organisation }),
      },
      { signal: call.signal },
    )
    const { path: written, sizeBytes, sha256, sources, takes, renditions, leftOut, notes } = await finish(stream, call)
    await deliver({ from: join(call.folder, written), to: target, force })
    return {
      document: { file: target, sizeBytes, sha256, sources, takes, renditions, leftOut, notes },
      lines: [
        `${target}: ${sources} sources, ${(sizeBytes / 1_048_576).toFixed(2)} MB, sha256 ${sha256}`,
        ...(leftOut.length === 0 ? [] : [await listFailures('left out', leftOut)]),
        ...(notes.length === 0 ? [] : [await listFailures('to know', notes)]),
      ],
    }
  },
})

function formOf(word: string): NonNullable<ExportOptions['formats']>[number] {
  const form = oneOf(formatWords, word, '--format')
  if (form === 'flac') return { format: 'flac' }
  if (form === 'ogg') return { format: 'ogg', quality: vorbisQuality }
  return { format: 'mp3', bitsPerSecond: form === 'mp3-192' ? 192_000 : 128_000 }
}

type Wish = { key: (typeof filterWords)[number]; value: string }

function filterOf(text: string): Wish {
  const at = text.indexOf('=')
  if (at < 1) throw new WrongArguments(`"--filter" is said as KEY=VALUE, but not as "${text}".`)
  const key = oneOf(filterWords, text.slice(0, at), '--filter') ?? 'text'
  return { key, value: text.slice(at + 1) }
}

async function choiceOf(
  studio: StudioClient,
  {
    preferred,
    sinceLast,
    wanted,
  }: { preferred?: boolean | undefined; sinceLast?: boolean | undefined; wanted: Wish[] },
): Promise<BundleChoice> {
  if (preferred) return { kind: 'preferred' }
  if (sinceLast) return { kind: 'since-last' }
  if (wanted.length === 0) return { kind: 'all' }
  const filter: Extract<BundleChoice, { kind: 'filter' }>['filter'] = {}
  for (const { key, value } of wanted) Object.assign(filter, await filterField(studio, key, value))
  return { kind: 'filter', filter }
}

async function filterField(studio: StudioClient, key: Wish['key'], value: string): Promise<object> {
  switch (key) {
    case 'type':
      return { sourceType: oneOf(sourceTypes, value, '--filter type') }
    case 'state':
      return { state: oneOf(sourceStates, value, '--filter state') }
    case 'voice':
      return { voiceId: value }
    case 'language':
      return { language: value }
    case 'text':
      return { text: value }
    case 'phoneme':
      return { phonemeId: (await studio.phonemes.get({ phoneme: value })).phoneme.id }
    case 'speaker': {
      const speaker = (await studio.speakers.list()).find(({ code, id }) => code === value || id === value)
      if (speaker === undefined) throw new WrongArguments(`There is no speaker "${value}"; "speakers list" shows them.`)
      return { speakerId: speaker.id }
    }
    case 'category': {
      const categories = await studio.phonemes.categories()
      const found = categories.find(({ id, name }) => id === value || name.toLowerCase() === value.toLowerCase())
      if (found === undefined)
        throw new WrongArguments(
          `There is no category "${value}"; there are ${categories.map(({ name }) => name).join(', ')}.`,
        )
      return { categoryId: found.id }
    }
    default:
      return key satisfies never
  }
}
