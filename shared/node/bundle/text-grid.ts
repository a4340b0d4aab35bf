import type { BundleDocument } from './bundle-document.ts'
import type { SpokenText } from './spoken-texts.ts'
import { spokenTexts } from './spoken-texts.ts'

export interface TextGridFile {
  /** Below `data/`. */
  path: string
  text: string
}

interface Interval {
  startSeconds: number
  endSeconds: number
}

/** A TextGrid (Praat's long text form, UTF-8) beside each source and take whose length is known. */
export function* textGrids(document: BundleDocument): Generator<TextGridFile> {
  const texts = spokenTexts(document)
  for (const source of document.sources) {
    const whole = { startSeconds: 0, endSeconds: source.audioDurationSeconds }
    if (whole.endSeconds > 0) yield grid(source.path, texts.ofSource(source), whole, whole.endSeconds)
  }
  for (const take of document.takes) {
    const { frameCount, sampleRateHz, trim } = take
    const marked = { startSeconds: trim.startFrame / sampleRateHz, endSeconds: trim.endFrame / sampleRateHz }
    if (frameCount > 0) yield grid(take.path, texts.ofTake(take), marked, frameCount / sampleRateHz)
  }
}

function grid(
  audioPath: string,
  { symbol, asked }: SpokenText,
  sound: Interval,
  durationSeconds: number,
): TextGridFile {
  const tiers = [{ name: 'phoneme', text: symbol }]
  if (asked) tiers.push({ name: asked.context === 'word' ? 'word' : 'prompt', text: asked.text })
  const lines = [
    'File type = "ooTextFile"',
    'Object class = "TextGrid"',
    '',
    'xmin = 0 ',
    `xmax = ${durationSeconds} `,
    'tiers? <exists> ',
    `size = ${tiers.length} `,
    'item []: ',
    ...tiers.flatMap((tier, at) => tierLines(tier, at + 1, sound, durationSeconds)),
  ]
  return { path: `textgrids/${audioPath.replace(/\.[^.]+$/u, '')}.TextGrid`, text: `${lines.join('\n')}\n` }
}

function tierLines({ name, text }: { name: string; text: string }, at: number, sound: Interval, end: number): string[] {
  const { startSeconds, endSeconds } = sound
  // Praat takes no interval without a length.
  const intervals = [
    { from: 0, to: startSeconds, text: '' },
    { from: startSeconds, to: endSeconds, text },
    { from: endSeconds, to: end, text: '' },
  ].filter(({ from, to }) => to > from)
  return [
    `    item [${at}]:`,
    '        class = "IntervalTier" ',
    `        name = ${inQuotes(name)} `,
    '        xmin = 0 ',
    `        xmax = ${end} `,
    `        intervals: size = ${intervals.length} `,
    ...intervals.flatMap(({ from, to, text }, index) => [
      `        intervals [${index + 1}]:`,
      `            xmin = ${from} `,
      `            xmax = ${to} `,
      `            text = ${inQuotes(text)} `,
    ]),
  ]
}

function inQuotes(text: string): string {
  return `"${text.replaceAll(/\s+/gu, ' ').replaceAll('"', '""')}"`
}
