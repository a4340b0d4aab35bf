import type { TextRequest } from '../engines/engine.ts'

/** As the service reads it; a number without its sign would be a factor. */
export function prosodyOf({ ratePercent, pitchPercent, volumePercent = 0 }: TextRequest): {
  rate: string
  pitch: string
  volume: string
} {
  return { rate: percent(ratePercent), pitch: percent(pitchPercent), volume: percent(volumePercent) }
}

function percent(value: number): string {
  const rounded = Math.round(value * 100) / 100
  return `${rounded < 0 ? '-' : '+'}${Math.abs(rounded)}%`
}

/** The library puts text into its markup as it stands, and one wrong sign ends the connection. */
export function escaped(text: string): string {
  return text
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(notInXml, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** XML 1.0, section 2.2. */
const notInXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
