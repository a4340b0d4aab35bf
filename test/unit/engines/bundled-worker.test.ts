import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEspeakEngine } from '#shared/node/engines/espeak.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const espeakPackage = 'node_modules/@echogarden/espeak-ng-emscripten'

let folder: string
let workerUrl: URL

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phoneme-studio-bundled-'))
  // A person's folder may be called anything; `#` and `%` mean something in a URL.
  const app = join(folder, 'Âm vị #1 (50% off)')
  mkdirSync(app)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: join(app, 'out/main'),
      rollupOptions: {
        input: { 'espeak-worker': join(root, 'shared/node/workers/espeak-worker.ts') },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  })
  cpSync(join(root, 'package.json'), join(app, 'package.json'))
  cpSync(join(root, espeakPackage), join(app, espeakPackage), { recursive: true })
  workerUrl = pathToFileURL(join(app, 'out/main/espeak-worker.js'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('the bundled worker speaks, its voice data beside it in a folder of any name', async () => {
  const engine = createEspeakEngine({ workerUrl })
  const request = { kind: 'phoneme', voiceId: 'espeak:en-us', mnemonic: "'i:", spokenIpa: 'ˈiː' } as const
  const speech = await engine.speak({ ...request, ratePercent: -30, pitchPercent: 0 }, { deadlineMs: 10_000 })
  expect(speech.spokenIpa).toBe('ˈiː')
  await engine.close()
})
