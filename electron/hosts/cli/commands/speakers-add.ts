import { licences } from '#shared/entities/speaker.ts'
import { command } from '../command.ts'
import { WrongArguments } from '../failures.ts'
import { oneOf } from '../one-of.ts'

export const speakersAdd = command({
  name: 'speakers add',
  usage: '--name N [--consent LICENCE|list] [--gender G] [--accent TAG] [--first-language L] [--year-of-birth Y]',
  summary: 'Adds a speaker, and says the code that its recordings bear.',
  details: [
    '--name N             the name or pseudonym that is shown',
    `--consent LICENCE    the licence that the speaker agreed to, now: ${licences.join(', ')}`,
    '--consent list       lists the licences and does nothing else',
    '--gender G           in the speaker’s own words',
    '--accent TAG         such as en-GB',
    '--first-language L   such as en, or vi',
    '--year-of-birth Y    may be left out, like all but the name',
  ],
  options: {
    name: { type: 'string' },
    consent: { type: 'string' },
    gender: { type: 'string' },
    accent: { type: 'string' },
    'first-language': { type: 'string' },
    'year-of-birth': { type: 'string' },
  },
  async run({ values }, { studio }) {
    if (values.consent === 'list') return { document: licences, lines: [...licences] }
    const displayName = values.name?.trim()
    if (!displayName) throw new WrongArguments('"speakers add" needs --name.')
    const consent = oneOf(licences, values.consent, '--consent') ?? null
    const speaker = await (await studio()).speakers.add({
      displayName,
      consent,
      gender: values.gender ?? null,
      accent: values.accent ?? null,
      firstLanguage: values['first-language'] ?? null,
      yearOfBirth: yearOf(values['year-of-birth']),
    })
    const without = 'Nothing of theirs can be published until they agree to a licence.'
    return {
      document: speaker,
      lines: [`${speaker.displayName} has the code ${speaker.code}.`, ...(consent === null ? [without] : [])],
    }
  },
})

function yearOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^\d{4}$/.test(text)) throw new WrongArguments(`"--year-of-birth" needs four digits, not "${text}".`)
  return Number(text)
}
