import type { Speaker } from '#shared/entities/speaker.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const speakersList = command({
  name: 'speakers list',
  usage: '',
  summary: 'Lists the speakers, with their codes and consents.',
  options: {},
  async run(_given, { studio }) {
    const speakers = await (await studio()).speakers.list()
    return {
      document: speakers,
      lines: speakers.length === 0 ? ['There are no speakers yet.'] : table(speakers.map(cells)),
    }
  },
})

function cells({ code, displayName, accent, consent }: Speaker): string[] {
  return [code, displayName, accent ?? '', consentWords(consent)]
}

function consentWords(consent: Speaker['consent']): string {
  if (consent === null) return 'no consent yet'
  return consent.withdrawnAt === null ? consent.licence : `withdrawn ${consent.withdrawnAt}`
}
