import { enter } from './enter.mjs'

await enter('tools/start.ts', process.argv.slice(2))
