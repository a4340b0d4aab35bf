import type { BundleDocument } from './bundle-document.ts'
import type { SpokenText } from './spoken-texts.ts'
import { spokenTexts } from './spoken-texts.ts'

/**
 * `data/metadata.csv` in the form of the LJSpeech corpus: `id|text|normalised text`, without header or quotation marks.
 * The id is the path of a WAV file without its ending, as seen from `data/`; files in other formats are not in.
 */
export function* ljSpeechText(document: BundleDocument): Generator<string> {
  const texts = spokenTexts(document)
  for (const source of document.sources.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    if (!source.path.endsWith('.wav') || source.rejectedAt !== null) continue
    const spoken = texts.ofSource(source)
    const fields = [source.path.slice(0, -'.wav'.length), written(spoken), normalised(spoken)]
    yield `${fields.map(inOneField).join('|')}\n`
  }
}

function written({ symbol, asked }: SpokenText): string {
  return asked?.text ?? `/${symbol}/`
}

/** Only what is spoken: of `/biː/ as in bee` the syllable. */
function normalised({ symbol, asked }: SpokenText): string {
  if (asked === null || asked.context === 'isolated') return symbol
  return /\/([^/]+)\//u.exec(asked.text)?.[1] ?? asked.text
}

function inOneField(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[|\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
