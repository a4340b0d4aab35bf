import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { launch } from '../../../tools/bootstrap/launch.mjs'

const node = process.execPath
const launcher = new URL('../../../tools/bootstrap/launch.mjs', import.meta.url).href

test('the exit code comes through', async () => {
  expect(await launch(node, ['-e', 'process.exitCode = 7'])).toBe(7)
})

test('an end by a signal is told as a shell would', async () => {
  expect(await launch(node, ['-e', 'process.kill(process.pid, "SIGTERM")'])).toBe(143)
})

test('a program that is not there is an error, not a code', async () => {
  await expect(launch('no-such-program', [])).rejects.toThrow('ENOENT')
})

test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'a %s to the starter reaches the program, whose way of ending is awaited',
  async (signal) => {
    const inner = `process.on(${JSON.stringify(signal)}, () => { console.log('closing'); process.exit(4) }); console.log('up'); setTimeout(() => {}, 10_000)`
    const outer = `import { launch } from ${JSON.stringify(launcher)}; process.exitCode = await launch(${JSON.stringify(node)}, ['-e', ${JSON.stringify(inner)}])`
    const starter = spawn(node, ['--input-type=module', '-e', outer], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    starter.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (!said.includes('up') && text.includes('up')) starter.kill(signal)
      said += text
    })
    const [code] = await once(starter, 'exit')
    expect(code).toBe(4)
    expect(said).toContain('closing')
  },
)
