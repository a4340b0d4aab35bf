import { resolve } from 'node:path'
import { enter, root } from './enter.mjs'

// npm moves to the project's folder; files that a person names are meant from where that person is.
const movedByNpm = process.env.npm_lifecycle_event === 'studio' && resolve(process.cwd()) === resolve(root)
const cwd = (movedByNpm && process.env.INIT_CWD) || process.cwd()
await enter('electron/hosts/cli/main.ts', process.argv.slice(2), { cwd })
