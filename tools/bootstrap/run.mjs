import { enter, root } from './enter.mjs'

const [script = '', ...args] = process.argv.slice(2)
await enter(script, args, { cwd: root })
