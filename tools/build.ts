import { fileURLToPath } from 'node:url'
import { answer } from './bootstrap/trouble.mjs'
import { buildStudio } from './build/build-studio.ts'

await answer(async () => {
  await buildStudio(fileURLToPath(new URL('..', import.meta.url)))
  return 0
})
