/** What the service was asked to say, read out of its markup. */
export interface SpokenRequest {
  text: string
  voiceId: string
  locale: string
  rate: string
  pitch: string
  volume: string
}

const form =
  /^<speak (?<speak>[^<>]*)>\s*<voice (?<voice>[^<>]*)>\s*<prosody (?<prosody>[^<>]*)>(?<text>[^<]*)<\/prosody>\s*<\/voice>\s*<\/speak>$/u
const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Takes one voice with one prosody inside, as the service does; null for anything else, and for text that is no XML. */
export function readSsml(markup: string): SpokenRequest | null {
  const { speak = '', voice = '', prosody = '', text = '' } = form.exec(markup.trim())?.groups ?? {}
  const spoken = unescaped(text)
  if (spoken === null) return null
  const [locale, voiceId] = [attribute(speak, 'xml:lang'), attribute(voice, 'name')]
  const [rate, pitch, volume] = ['rate', 'pitch', 'volume'].map((name) => attribute(prosody, name))
  if (!locale || !voiceId || !rate || !pitch || !volume) return null
  return { text: spoken.trim(), voiceId, locale, rate, pitch, volume }
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"&]*)"`).exec(attributes)?.[1]
}

function unescaped(text: string): string | null {
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text) || /[^\t\n\r\u{20}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text))
    return null
  return text.replaceAll(/&(\w+);/g, (_, name: string) => signs[name] ?? '')
}
