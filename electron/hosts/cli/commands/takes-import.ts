import { basename } from 'node:path'
import type { TakeView } from '#shared/contract/studio.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { consentStands } from '#shared/entities/speaker.ts'
import { command, type StudioClient } from '../command.ts'
import { CommandFailed, WrongArguments } from '../failures.ts'
import { readableFile } from '../readable-file.ts'

export const takesImport = command({
  name: 'takes import',
  usage: 'FILE --phoneme P --speaker CODE [--publish]',
  summary: 'Makes a take of a recording that was made elsewhere.',
  details: [
    '--phoneme P      a symbol or an id',
    '--speaker CODE   as "speakers list" shows it',
    '--publish        also makes it the speaker’s native source; needs the speaker’s consent',
  ],
  options: { phoneme: { type: 'string' }, speaker: { type: 'string' }, publish: { type: 'boolean' } },
  positionals: ['FILE'],
  async run({ values, positionals: [path = ''] }, call) {
    const { phoneme, speaker: speakerCode, publish = false } = values
    if (!phoneme) throw new WrongArguments('"takes import" needs --phoneme.')
    if (!speakerCode) throw new WrongArguments('"takes import" needs --speaker.')
    const file = await readableFile(path)
    const studio = await call.studio()
    if (publish) await refuseWithoutConsent(studio, speakerCode)
    const view = await studio.takes.importFile({ phoneme, speakerCode, file, fileName: basename(path) })
    const source = publish ? await publishTake(studio, view) : null
    return { document: { take: view.take, source }, lines: linesOf(view, source) }
  },
})

/** The service refuses too, but only once the take is in; a batch that is run again would then hold it twice. */
async function refuseWithoutConsent(studio: StudioClient, speakerCode: string): Promise<void> {
  const speaker = (await studio.speakers.list()).find(({ code }) => code === speakerCode)
  // An unknown one is the import's to refuse.
  if (speaker === undefined || consentStands(speaker)) return
  const why = speaker.consent === null ? 'has not agreed to a licence yet' : 'has withdrawn consent'
  throw new CommandFailed(
    'CONSENT_MISSING',
    `${speaker.displayName} ${why}, so nothing was imported: leave out --publish, or record the consent first.`,
  )
}

async function publishTake(studio: StudioClient, { take }: TakeView): Promise<AudioSource> {
  return studio.takes.publish({ takeId: take.id })
}

function linesOf({ take, speakerName }: TakeView, source: AudioSource | null): string[] {
  const seconds = (take.frameCount / take.sampleRateHz).toFixed(2)
  return [
    `Take ${take.id}: ${speakerName}, ${seconds} s at ${take.sampleRateHz} Hz.`,
    ...(source === null ? [] : [`Published as source ${source.id}.`]),
  ]
}
