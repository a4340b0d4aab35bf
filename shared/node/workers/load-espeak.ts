import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import load from '@echogarden/espeak-ng-emscripten'
import type { EspeakSynthesiser } from '@echogarden/espeak-ng-emscripten'

/** The eSpeak NG release that the package was made from; the binary itself does not tell. */
const espeakRelease = '1.52'

export interface LoadedEspeak {
  synthesiser: EspeakSynthesiser
  version: string
}

/**
 * Loads eSpeak NG with its voice data (24 MB) from the installed package, which stays outside every bundle.
 * The data are read here, because the package's own reader breaks on paths with `#` or `%` and then waits for ever.
 */
export async function loadEspeak(): Promise<LoadedEspeak> {
  const packageFolder = dirname(createRequire(import.meta.url).resolve('@echogarden/espeak-ng-emscripten'))
  const voiceData = readFileSync(join(packageFolder, 'espeak-ng.data'))
  const espeak = await load({ getPreloadedPackage: () => voiceData.buffer })
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  return {
    synthesiser: new espeak.eSpeakNGWorker(),
    version: `${espeakRelease} (espeak-ng-emscripten ${version})`,
  }
}
