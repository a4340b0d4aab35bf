import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import { peer } from '#test/peers.ts'

export const praat = peer('praat')

export interface Sample {
  name: string
  samples: Float32Array
  sampleRateHz: number
}

export type Table = Record<string, number | null>[]

/**
 * Runs Praat once over all sounds. `commands` work on the sound that is selected, and save what they find under the
 * name `out$`; that is given back, one text for each sound.
 */
export function byPraat(sounds: readonly Sample[], commands: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'phoneme-studio-praat-'))
  try {
    const script = sounds.flatMap(({ samples, sampleRateHz }, index) => {
      writeFileSync(join(folder, `${index}.wav`), encodeWav24([samples], sampleRateHz))
      return [`Read from file: "${index}.wav"`, `out$ = "${index}.txt"`, ...commands, 'select all', 'Remove']
    })
    writeFileSync(join(folder, 'measure.praat'), script.join('\n'))
    praat.run('--no-pref-files', '--no-plugins', '--run', join(folder, 'measure.praat'))
    return sounds.map((_, index) => readFileSync(join(folder, `${index}.txt`), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export interface Matrix {
  firstX: number
  stepX: number
  rows: number[][]
}

/** As Praat's "Save as short text file" writes a Matrix. */
export function matrixOf(text: string): Matrix {
  const numbers = text.split('\n').slice(3).map(Number)
  const [, , columns = 0, stepX = 0, firstX = 0, , , rows = 0, , , ...values] = numbers
  return {
    firstX,
    stepX,
    rows: Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns)),
  }
}

/** Tab-separated, with a head; null where Praat has no number. */
export function tableOf(text: string): Table {
  const [head = '', ...lines] = text.trimEnd().split('\n')
  const names = head.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t').map((cell) => (cell === '--undefined--' || cell === '' ? null : Number(cell)))
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? null]))
  })
}
