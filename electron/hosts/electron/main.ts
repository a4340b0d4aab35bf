import { app, dialog } from 'electron'
import { openStudio } from '#studio/studio.ts'
import { studioParts } from '../common/studio-parts.ts'
import { startDesktop } from './start.ts'

const tell = (line: string) => process.stderr.write(`${line}\n`)

// Not awaited here: Electron is "ready" only once this module has run to its end.
startDesktop(process.argv.slice(1), { openStudio, parts: studioParts(), tell }).catch((error: unknown) => {
  const said = error instanceof Error ? error.message : String(error)
  tell(`Phoneme Studio failed to start: ${said}`)
  dialog.showErrorBox('Phoneme Studio can’t start', said)
  app.exit(1)
})
