import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { electronRuntime, firstReason, installedElectron } from '../../../tools/start/electron-runtime.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'electron-'))
  await put('package.json', '{ "version": "45.4.1" }')
})
afterEach(() => rm(root, { recursive: true }))

async function put(file: string, content: string, mode = 0o644): Promise<void> {
  const path = join(root, 'node_modules', 'electron', file)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content, { mode })
}

async function putRuntime(version: string, script: string): Promise<void> {
  await put('dist/electron', `#!/bin/sh\n${script}\n`, 0o755)
  await put('dist/version', version)
  await put('path.txt', 'electron')
}

test('a package without its runtime is not taken for one', () => {
  expect(installedElectron(root)).toBeUndefined()
})

test('the runtime of an older Electron is not taken for the one asked for', async () => {
  await putRuntime('44.0.0', 'exit 0')
  expect(installedElectron(root)).toBeUndefined()
})

test.skipIf(process.platform === 'win32')('a runtime that is here is used without any download', async () => {
  await putRuntime('v45.4.1', 'exit 0')
  const executable = join(root, 'node_modules', 'electron', 'dist', 'electron')
  expect(await electronRuntime(root)).toEqual({ kind: 'here', executable })
})

test.skipIf(process.platform === 'win32')('a runtime whose libraries are missing is as good as none', async () => {
  await putRuntime('45.4.1', 'echo "electron: cannot load libgtk-3.so.0" >&2; exit 127')
  const reason = 'it does not run: electron: cannot load libgtk-3.so.0'
  expect(await electronRuntime(root)).toEqual({ kind: 'missing', reason })
})

test('an installer that is refused says why, and nothing is left behind', async () => {
  await put('install.js', 'console.error("TypeError: fetch failed\\n    at somewhere"); process.exit(1)')
  expect(await electronRuntime(root)).toEqual({ kind: 'missing', reason: 'fetch failed' })
})

test('an installer that ends well and leaves nothing is not believed', async () => {
  await put('install.js', '')
  expect(await electronRuntime(root)).toMatchObject({ kind: 'missing' })
})

test('of a complaint, the first line is told without its type', () => {
  expect(firstReason('\nHTTPError: Response code 403 (Forbidden)\n    at x')).toBe('Response code 403 (Forbidden)')
  expect(firstReason('')).toBe('its installer gave no reason')
})
