import type { BundleChoice, ExportOptions } from '#shared/contract/bundles.ts'

export const mp3Rates = [128_000, 192_000] as const
/** As the command line writes it. */
const vorbisQuality = 5

export interface ExportForm {
  what: BundleChoice
  flac: boolean
  /** One of the two: they would bear the same name. */
  mp3: (typeof mp3Rates)[number] | null
  ogg: boolean
  withTakes: boolean
  withMetadataCsv: boolean
  withTextGrids: boolean
}

export function firstForm(handed: BundleChoice | null): ExportForm {
  return {
    what: handed ?? { kind: 'all' },
    flac: false,
    mp3: null,
    ogg: false,
    withTakes: false,
    withMetadataCsv: false,
    withTextGrids: false,
  }
}

export function optionsOf({ flac, mp3, ogg, ...others }: ExportForm): ExportOptions {
  const formats: ExportOptions['formats'] = []
  if (flac) formats.push({ format: 'flac' })
  if (mp3 !== null) formats.push({ format: 'mp3', bitsPerSecond: mp3 })
  if (ogg) formats.push({ format: 'ogg', quality: vorbisQuality })
  return { ...others, formats }
}
