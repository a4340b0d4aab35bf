import { enter, root } from './enter.mjs'

await enter('tools/test.ts', process.argv.slice(2), { cwd: root })
