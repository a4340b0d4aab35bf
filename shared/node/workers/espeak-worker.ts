import { createEspeakSpeaker } from './espeak-speaker.ts'
import { loadEspeak } from './load-espeak.ts'
import { serveEngine } from './serve-engine.ts'

await serveEngine(async () => createEspeakSpeaker(await loadEspeak()))
