import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What stands for the renderer's build: one page and one script. */
export function writeBuiltPage(folder: string): string {
  const rendererFolder = join(folder, 'renderer')
  mkdirSync(join(rendererFolder, 'assets'), { recursive: true })
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><meta nonce="__CSP_NONCE__"><title>Studio</title>')
  writeFileSync(join(rendererFolder, 'assets', 'index-1a2b.js'), 'export {}')
  return rendererFolder
}
